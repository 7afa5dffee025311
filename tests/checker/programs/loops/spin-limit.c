/* A loop with a limit of its own is explored turn by turn: 5 turns, 6 ways to leave.
 *
 * expect: ok 6
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

atomic_int go;

static void *wait(void *unused)
{
	for (int i = 0; i < 5; i++)
		if (atomic_load_explicit(&go, memory_order_acquire))
			break;
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
