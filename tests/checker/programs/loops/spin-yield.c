/* Waiting with sched_yield, usleep and two locations in one loop.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int a, b;

static void *set(void *unused)
{
	atomic_store_explicit(&a, 1, memory_order_release);
	atomic_store_explicit(&b, 1, memory_order_release);
	return unused;
}

static void *wait(void *unused)
{
	while (!atomic_load_explicit(&a, memory_order_acquire) || !atomic_load_explicit(&b, memory_order_acquire)) {
		sched_yield();
		usleep(100);
	}
	return unused;
}

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, set, NULL);
	pthread_create(&t[1], NULL, wait, NULL);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	return 0;
}
