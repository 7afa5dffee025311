/* strftime reads the struct that it is given.
 *
 * expect: data-race
 * report: data race on `date
 */
#include <pthread.h>
#include <time.h>

static struct tm date = {.tm_year = 100, .tm_mday = 1};

static void *run(void *unused)
{
	char text[32];

	return strftime(text, sizeof text, "%Y", &date) ? unused : NULL;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, run, NULL);
	date.tm_year = 101;
	pthread_join(t, NULL);
	return 0;
}
