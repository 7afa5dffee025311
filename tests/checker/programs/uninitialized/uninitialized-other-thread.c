/* One thread publishes what it has not set, another one decides by it.
 *
 * expect: uninitialized
 * report: thread consumer
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct message {
	int kind, value;
};

static _Atomic(struct message *) slot;
static volatile int hit;

static void *consumer(void *unused)
{
	struct message *m = atomic_load_explicit(&slot, memory_order_acquire);

	if (m && m->value == 3)
		hit = 1;
	return unused;
}

int main(void)
{
	struct message *m = malloc(sizeof *m);
	pthread_t t;

	m->kind = 1;
	pthread_create(&t, NULL, consumer, NULL);
	atomic_store_explicit(&slot, m, memory_order_release);
	pthread_join(t, NULL);
	free(m);
	return 0;
}
