/* A race of another thread is told of, rather than the status.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdlib.h>

static int n;

static void *add(void *unused)
{
	n++;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, add, NULL);
	n++;
	exit(1);
}
