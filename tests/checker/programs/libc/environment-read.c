/* Threads that only look at the environment do not race.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static void *looks(void *unused)
{
	getenv("HOME");
	assert(!getenv("ACQREL_NONE"));
	return unused;
}

int main(void)
{
	pthread_t t;

	setenv("ACQREL_SOME", "1", 1);
	pthread_create(&t, NULL, looks, NULL);
	looks(NULL);
	assert(getenv("ACQREL_SOME"));
	pthread_join(t, NULL);
	return 0;
}
