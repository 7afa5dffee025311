/* Three threads and a futex mutex.
 *
 * expect: ok
 * variant: LOCK_RELAXED data-race
 * variant: UNLOCK_RELAXED data-race
 * variant: NO_WAKE lost-wakeup
 * variant: FORGETS_WAITERS lost-wakeup
 */
#include "lock.h"

#include <assert.h>
#include <pthread.h>

static atomic_uint word;
static int counter;

static void *count(void *arg)
{
	lock(&word);
	counter++;
	unlock(&word);
	return arg;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, count, NULL);
	pthread_create(&b, NULL, count, NULL);
	count(NULL);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	assert(counter == 3);
	return 0;
}
