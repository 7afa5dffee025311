/* A volatile flag in a loop: what it is to be was tried, too.
 *
 * options: --help-time 30
 * expect: data-race
 * report: volatile only keeps the compiler
 * report: Make `ready` _Atomic: at line 17 atomic_store_explicit(&ready, ..., memory_order_release)
 * report: at line 26 atomic_load_explicit(&ready, memory_order_acquire)
 */
#include <pthread.h>

static int data;
static volatile int ready;

static void *send(void *arg)
{
	data = 1;
	ready = 1;
	return arg;
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
