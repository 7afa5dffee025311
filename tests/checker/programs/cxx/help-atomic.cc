/* A plain flag announces plain data, and what to write is said in C++.
 *
 * options: --help-time 30
 * expect: data-race
 * report: Make `ready` a std::atomic: at line 15 ready.store(..., std::memory_order_release) and at line 25 ready.load(std::memory_order_acquire). Checked: with both, all
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
