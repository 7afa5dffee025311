/* localtime and its like, one after the other: what libc keeps of the time zone outlives the execution.
 *
 * expect: ok 2
 */
#include <assert.h>
#include <pthread.h>
#include <time.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

static void *ask(void *unused)
{
	time_t t = 86400 * 365;
	char text[64];

	pthread_mutex_lock(&m);
	struct tm copy = *localtime(&t);
	assert(copy.tm_year >= 70 && mktime(&copy) == t);
	assert(strftime(text, sizeof text, "%Z %Y", &copy) && ctime(&t));
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, ask, NULL);
	ask(NULL);
	pthread_join(t, NULL);
	return 0;
}
