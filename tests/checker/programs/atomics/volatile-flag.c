/* A volatile flag: the compiler keeps its accesses, but they order nothing.
 *
 * expect: data-race
 * report: it neither orders them nor makes
 * report: --volatile=relaxed
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
	pthread_join(t, NULL);
	return data - 1;
}
