/* The only pointer is a thread-local variable of a thread that has ended.
 *
 * expect: leak
 * report: thread worker
 */
#include <pthread.h>
#include <stdlib.h>

_Thread_local char *own;

static void *worker(void *unused)
{
	own = malloc(10);
	own[0] = 1;
	return unused;
}

int main(void)
{
	pthread_t t;

	own = malloc(20); /* main's is there to the end */
	own[0] = 1;
	pthread_create(&t, NULL, worker, NULL);
	pthread_join(t, NULL);
	return own[0] - 1;
}
