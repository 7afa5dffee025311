/* Padding: values next to one another that share no cache line. */
#undef NDEBUG
#include <acqrel/atomic.h>

#include <assert.h>

static ar_padded(ar_atomic_int) counters[2];

static struct {
	char before;
	AR_CACHE_ALIGNED int own;
	AR_CACHE_ALIGNED char after;
} mixed;

int main(void)
{
	assert((uintptr_t)&counters[0] % AR_CACHE_LINE == 0);
	assert((uintptr_t)&counters[1].value - (uintptr_t)&counters[0].value == AR_CACHE_LINE);
	assert((uintptr_t)&mixed.own % AR_CACHE_LINE == 0 && (uintptr_t)&mixed.after % AR_CACHE_LINE == 0);
	ar_store_relaxed(&counters[1].value, 1); /* relaxed: one thread */
	/* relaxed: as above */
	assert(ar_load_relaxed(&counters[1].value) == 1);
	mixed.before = 1;
	return mixed.own;
}
