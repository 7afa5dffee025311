/* Nobody signals, and the program did not expect that the time comes.
 *
 * expect: assertion
 * report: time is up here
 */
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <time.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;

int main(void)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec++;
	pthread_mutex_lock(&m);
	assert(!pthread_cond_clockwait(&c, &m, CLOCK_MONOTONIC, &until));
	pthread_mutex_unlock(&m);
	return 0;
}
