/* A wake-up wakes either of two: here the word says which of them has been woken.
 *
 * expect: assertion
 * report: atomic_load(&woken) != &first
 * variant: NOT_THE_SECOND assertion
 * variant: BOTH ok
 */
#include "futex.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_uint word;
static int first, second;
static _Atomic(void *) woken;

static void *sleeper(void *me)
{
	if (futex_wait(&word, 0) == 0)
		atomic_store(&woken, me);
	return NULL;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, sleeper, &first);
	pthread_create(&b, NULL, sleeper, &second);
#ifdef BOTH
	atomic_store(&word, 1);
	assert(futex_wake(&word, 2) <= 2);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
#elif defined(NOT_THE_SECOND)
	if (futex_wake(&word, 1) == 1)
		assert(atomic_load(&woken) != &second);
	exit(0);
#else
	if (futex_wake(&word, 1) == 1)
		assert(atomic_load(&woken) != &first);
	exit(0); /* whoever sleeps still may be left behind */
#endif
}
