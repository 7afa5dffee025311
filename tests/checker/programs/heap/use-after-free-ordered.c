/* Freed by a thread that has been joined.
 *
 * expect: use-after-free
 * report: happens before the read
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
	pthread_join(t, NULL);
	sink = *p;
	return 0;
}
