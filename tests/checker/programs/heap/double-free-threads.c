/* Two threads think that they are the last.
 *
 * expect: double-free
 * report: thread release
 * report: thread main
 */
#include <pthread.h>
#include <stdlib.h>

static int *p;

static void *release(void *unused)
{
	free(p);
	return unused;
}

int main(void)
{
	pthread_t t;

	p = malloc(sizeof *p);
	pthread_create(&t, NULL, release, NULL);
	free(p);
	pthread_join(t, NULL);
	return 0;
}
