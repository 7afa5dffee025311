/* exit ends the program, atexit handlers run, other threads are not waited for.
 *
 * expect: assertion
 * report: handler
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

atomic_int go;

static void handler(void)
{
	assert(!"handler ran");
}

static void *wait(void *unused)
{
	while (!atomic_load_explicit(&go, memory_order_relaxed))
		;
	return unused;
}

int main(void)
{
	pthread_t t;

	atexit(handler);
	pthread_create(&t, NULL, wait, NULL);
	exit(0);
}
