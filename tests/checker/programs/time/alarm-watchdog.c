/* A watchdog that would end the process: it never goes off, and there is nothing else to explore.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

int main(void)
{
	struct itimerval value = {.it_value.tv_sec = 5}, old;
	struct sigevent silent = {.sigev_notify = SIGEV_NONE};
	struct itimerspec time = {.it_value.tv_sec = 7}, before;
	timer_t a, b;

	assert(alarm(10) == 0 && alarm(0) == 10);
	assert(setitimer(ITIMER_REAL, &value, &old) == 0 && !old.it_value.tv_sec);
	assert(getitimer(ITIMER_REAL, &old) == 0 && old.it_value.tv_sec == 5);
	assert(timer_create(CLOCK_MONOTONIC, NULL, &a) == 0 && timer_create(CLOCK_REALTIME, &silent, &b) == 0 && a != b);
	assert(timer_settime(a, 0, &time, &before) == 0 && !before.it_value.tv_sec);
	assert(timer_gettime(a, &before) == 0 && before.it_value.tv_sec == 7);
	assert(timer_getoverrun(a) == 0 && timer_delete(a) == 0);
	assert(timer_delete(a) == -1 && errno == EINVAL);
	return 0;
}
