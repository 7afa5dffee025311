/* A volatile flag without fences announces nothing, in the kernel either.
 *
 * options: --volatile=relaxed
 * expect: data-race
 * report: data race on `data`
 */
#include <pthread.h>

static int data;
static volatile int ready;

static void *send(void *unused)
{
	data = 1;
	ready = 1;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, send, NULL);
	while (!ready)
		;
	int got = data;
	pthread_join(t, NULL);
	return got - 1;
}
