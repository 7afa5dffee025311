/* exit() does not wait for a thread that comes to an assumption that does not hold: the status is an error all the same.
 *
 * expect: exit-failure
 */
#include <acqrel/check.h>

#include <pthread.h>
#include <stdlib.h>

static void *work(void *unused)
{
	ar_assume(0);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, work, NULL);
	exit(1);
}
