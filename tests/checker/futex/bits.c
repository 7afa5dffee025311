/* A wake-up with bits finds those who wait for one of them.
 *
 * expect: ok 5
 * variant: OTHER_BITS lost-wakeup
 */
#include "futex.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

static atomic_uint word;

static void *sleeper(void *bits)
{
	long result = futex(&word, FUTEX_WAIT_BITSET_PRIVATE, 0, NULL, NULL, (unsigned)(uintptr_t)bits);

	assert(result == 0 || errno == EAGAIN);
	return NULL;
}

static long wake(unsigned bits)
{
	return futex(&word, FUTEX_WAKE_BITSET_PRIVATE, 9, NULL, NULL, bits);
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, sleeper, (void *)1);
	pthread_create(&b, NULL, sleeper, (void *)6);
	atomic_store(&word, 1);
	assert(wake(1) <= 1);
#ifdef OTHER_BITS
	assert(wake(8) == 0);
#else
	assert(wake(2 | 8) <= 1);
#endif
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
