/* A plain write to one half of an atomic variable that comes after all that others have done to it, and before what
 * they do next.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

static union {
	_Atomic uint32_t word;
	uint16_t half[2];
} u;
static atomic_int turn;

static void *other(void *unused)
{
	atomic_store_explicit(&u.word, 0x10001, memory_order_relaxed);
	atomic_store_explicit(&turn, 1, memory_order_release);
	while (atomic_load_explicit(&turn, memory_order_acquire) != 2)
		;
	assert(atomic_load_explicit(&u.word, memory_order_relaxed) == 0x70001);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, other, NULL);
	while (atomic_load_explicit(&turn, memory_order_acquire) != 1)
		;
	u.half[1] = 7;
	atomic_store_explicit(&turn, 2, memory_order_release);
	pthread_join(t, NULL);
	return 0;
}
