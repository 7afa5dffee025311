/* A handler frees what a thread uses that main's return does not wait for.
 *
 * expect: use-after-free
 * options: --main-returns=exit
 */
#include <pthread.h>
#include <stdlib.h>

static int *shared;

static void end(void)
{
	free(shared);
}

static void *work(void *unused)
{
	*shared = 1;
	return unused;
}

int main(void)
{
	pthread_t t;

	shared = malloc(sizeof *shared);
	atexit(end);
	pthread_create(&t, NULL, work, NULL);
	return 0;
}
