/* A question with one answer is none: also in a loop that waits.
 *
 * expect: ok
 */
#include <pthread.h>
#include <stdatomic.h>

#include <acqrel/check.h>

static atomic_int ready;

static void *set(void *arg)
{
	atomic_store(&ready, 1);
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, set, NULL);
	while (!atomic_load(&ready))
		(void)ar_choose(1);
	pthread_join(t, NULL);
	return 0;
}
