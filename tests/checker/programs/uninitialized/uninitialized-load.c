/* A flag that is set by one thread, and never initialized: the other one may see what was there before.
 *
 * expect: uninitialized
 * report: bytes 4 to 7 of a heap block of 8 bytes were never written
 * report: atomic load, relaxed
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct message {
	int value;
	atomic_int ready;
};

static struct message *m;
static volatile int seen;

static void *set(void *unused)
{
	atomic_store_explicit(&m->ready, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t t;

	m = malloc(sizeof *m);
	m->value = 0;
	pthread_create(&t, NULL, set, NULL);
	if (atomic_load_explicit(&m->ready, memory_order_relaxed))
		seen = 1;
	pthread_join(t, NULL);
	free(m);
	return 0;
}
