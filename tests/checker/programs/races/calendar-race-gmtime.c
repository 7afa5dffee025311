/* gmtime returns the same memory to all threads.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <time.h>

static void *run(void *unused)
{
	time_t t = 5;

	return gmtime(&t)->tm_sec ? unused : NULL;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, run, NULL);
	run(NULL);
	pthread_join(t, NULL);
	return 0;
}
