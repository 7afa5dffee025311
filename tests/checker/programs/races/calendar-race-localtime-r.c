/* localtime_r reads the time that it is given.
 *
 * expect: data-race
 * report: data race on `seconds
 */
#include <pthread.h>
#include <time.h>

static time_t seconds;

static void *run(void *unused)
{
	struct tm date;

	return localtime_r(&seconds, &date) ? unused : NULL;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, run, NULL);
	seconds = 1;
	pthread_join(t, NULL);
	return 0;
}
