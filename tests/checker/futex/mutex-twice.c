/* Two threads that lock a futex mutex twice.
 *
 * expect: ok
 * variant: UNLOCK_RELAXED data-race
 * variant: NO_WAKE lost-wakeup
 */
#include "lock.h"

#include <assert.h>
#include <pthread.h>

static atomic_uint word;
static int counter;

static void *count(void *arg)
{
	for (int i = 0; i < 2; i++) {
		lock(&word);
		counter++;
		unlock(&word);
	}
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, count, NULL);
	count(NULL);
	pthread_join(t, NULL);
	assert(counter == 4);
	return 0;
}
