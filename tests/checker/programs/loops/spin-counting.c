/* A loop that counts its turns is never twice in the same state: cut, and said.
 *
 * expect: incomplete
 * report: a loop that read the same value
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

atomic_int go;
static int turns;

static void *wait(void *unused)
{
	while (!atomic_load_explicit(&go, memory_order_acquire))
		turns++;
	return unused;
}

static void *set(void *unused)
{
	atomic_store_explicit(&go, 1, memory_order_release);
	return unused;
}

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, wait, NULL);
	pthread_create(&t[1], NULL, set, NULL);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	return 0;
}
