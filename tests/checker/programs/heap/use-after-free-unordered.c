/* Freed while another thread may still read.
 *
 * expect: use-after-free
 * report: nothing orders the free
 */
#include <pthread.h>
#include <stdlib.h>

static int *p;
static volatile int sink;

static void *release(void *unused)
{
	free(p);
	return unused;
}

int main(void)
{
	pthread_t t;

	p = malloc(sizeof *p);
	*p = 1;
	pthread_create(&t, NULL, release, NULL);
	sink = *p;
	pthread_join(t, NULL);
	return 0;
}
