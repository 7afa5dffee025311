/* A function that is to be called in a thread of its own.
 *
 * expect: unsupported
 * report: timer_create() with a function that is called in a thread
 */
#include <signal.h>
#include <time.h>

static void late(union sigval unused)
{
	(void)unused;
}

int main(void)
{
	struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_notify_function = late};
	timer_t t;

	return timer_create(CLOCK_MONOTONIC, &event, &t);
}
