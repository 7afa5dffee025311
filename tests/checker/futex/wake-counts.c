/* Wake-ups say how many they have woken, and wake no more than they are to, but one at least.
 *
 * expect: ok
 */
#include "futex.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_uint word;
static atomic_int slept;

static void *sleeper(void *arg)
{
	if (futex_wait(&word, 0) == 0)
		atomic_fetch_add(&slept, 1);
	return arg;
}

int main(void)
{
	pthread_t a, b;
	long woken = 0;

	pthread_create(&a, NULL, sleeper, NULL);
	pthread_create(&b, NULL, sleeper, NULL);
	long n = futex_wake(&word, 0); /* the kernel takes this for 1 */
	assert(n == 0 || n == 1);
	woken += n;
	atomic_store(&word, 1);
	n = futex_wake(&word, 2);
	assert(n <= 2);
	woken += n;
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	assert(woken == atomic_load(&slept));
	return 0;
}
