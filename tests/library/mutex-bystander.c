/*
 * A thread that tries to lock, in vain, leaves alone what the owner and those who sleep go by: at no moment
 * would the owner's unlock find that no thread sleeps.
 */
#undef NDEBUG
#include <acqrel/mutex.h>

#include <assert.h>
#include <pthread.h>

/* clang-format off */
static ar_mutex m = { AR_ATOMIC_INIT(2) }; /* locked, and others sleep */
/* clang-format on */

static void *try_in_vain(void *arg) AR_NO_THREAD_SAFETY
{
	assert(!ar_mutex_lock_until(&m, 0));
	assert(!ar_mutex_try_lock(&m));
	return arg;
}

int main(void)
{
	pthread_t thread;

	pthread_create(&thread, NULL, try_in_vain, NULL);
	/* relaxed: whatever it is at any moment */
	assert(ar_load_relaxed(&m.word) == 2);
	pthread_join(thread, NULL);
	return 0;
}
