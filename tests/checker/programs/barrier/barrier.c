/* Both come to the barrier before one goes on, twice; one of them is told that it was the last.
 *
 * expect: ok 4
 */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static pthread_barrier_t *b;
static int here[2];

static void *worker(void *mine)
{
	*(int *)mine = 1;
	long last = pthread_barrier_wait(b) == PTHREAD_BARRIER_SERIAL_THREAD;
	assert(here[0] == 1 && here[1] == 1);
	pthread_barrier_wait(b);
	*(int *)mine = 2;
	return (void *)last;
}

int main(void)
{
	pthread_t t;
	void *last;

	b = malloc(sizeof *b);
	assert(!pthread_barrier_init(b, NULL, 2));
	pthread_create(&t, NULL, worker, &here[0]);
	void *mine = worker(&here[1]);
	assert(!pthread_barrier_destroy(
		b)); /* the other is perhaps still inside, but does not wait any more */
	free(b);
	pthread_join(t, &last);
	assert(!mine != !last);
	return 0;
}
