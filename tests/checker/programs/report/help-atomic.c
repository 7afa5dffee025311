/* A plain flag announces plain data: only the flag has to be atomic, with these orders.
 *
 * options: --help-time 30
 * expect: data-race
 * report: Make `ready` _Atomic: at line 18 atomic_store_explicit(&ready, ..., memory_order_release)
 * report: at line 28 atomic_load_explicit(&ready, memory_order_acquire). Checked: with both, all 2 executions pass
 * unsaid: `data` _Atomic
 * unsaid: No memory order
 */
#include <pthread.h>

static int data;
static int ready;

static void *send(void *arg)
{
	data = 42;
	ready = 1;
	return arg;
}

int main(void)
{
	pthread_t t;
	int got = 42;

	pthread_create(&t, NULL, send, NULL);
	if (ready)
		got = data;
	pthread_join(t, NULL);
	return got != 42;
}
