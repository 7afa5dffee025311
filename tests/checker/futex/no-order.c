/* To be woken is no happens-before: what the waker wrote has to come through the word.
 *
 * expect: data-race
 * variant: ACQUIRES ok
 * variant: FENCES data-race
 */
#include "futex.h"

#include <pthread.h>
#include <stdatomic.h>

static atomic_uint word;
static int data;

#ifdef ACQUIRES
#define ORDER memory_order_acquire
#else
#define ORDER memory_order_relaxed
#endif

static void *sleeper(void *arg)
{
#ifdef FENCES /* even fences have nothing to go with: nobody reads the word but the kernel */
	if (futex_wait(&word, 0))
		return arg;
	atomic_thread_fence(memory_order_acquire);
#else
	while (atomic_load_explicit(&word, ORDER) == 0)
		futex_wait(&word, 0);
#endif
	data++;
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, sleeper, NULL);
	data = 1;
#ifdef FENCES
	atomic_thread_fence(memory_order_release);
#endif
	atomic_store_explicit(&word, 1, memory_order_release);
	futex_wake(&word, 1);
	pthread_join(t, NULL);
	return 0;
}
