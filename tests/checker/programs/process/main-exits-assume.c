/* The process may have ended before a thread comes to an assumption that does not hold.
 *
 * expect: assertion
 * options: --main-returns=exit
 */
#include <acqrel/check.h>

#include <pthread.h>
#include <stdlib.h>

static void end(void)
{
	abort();
}

static void *work(void *unused)
{
	ar_assume(0);
	return unused;
}

int main(void)
{
	pthread_t t;

	atexit(end);
	pthread_create(&t, NULL, work, NULL);
	return 0;
}
