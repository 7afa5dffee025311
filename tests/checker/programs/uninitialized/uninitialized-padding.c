/* Reads of what was never written that decide nothing: padding and unset members are copied, a buffer grows, a block
 * comes with zeros, an atomic is set before it is read, a value is thrown away.
 *
 * expect: ok 2
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct message {
	char kind;
	int value, unset;
	atomic_int references;
};

static struct message *slot;
static atomic_int ready;
static volatile int thrown_away;

static void *send(void *unused)
{
	struct message *m = malloc(sizeof *m), *copy = malloc(sizeof *copy);

	m->kind = 1;
	m->value = 7;
	atomic_init(&m->references, 1);
	memcpy(copy, m, sizeof *m);
	free(m);
	slot = copy;
	atomic_store_explicit(&ready, 1, memory_order_release);
	return unused;
}

int main(void)
{
	pthread_t t;
	int *zeros = calloc(4, sizeof *zeros), *grown = malloc(4 * sizeof *grown);

	assert(!zeros[3]);
	free(zeros);
	grown[0] = 5;
	grown = realloc(grown, 8 * sizeof *grown);
	thrown_away = grown[3];
	assert(grown[0] == 5);
	free(grown);
	pthread_create(&t, NULL, send, NULL);
	if (atomic_load_explicit(&ready, memory_order_acquire)) {
		struct message m;
		memcpy(&m, slot, sizeof m);
		assert(m.kind == 1 && m.value == 7 && atomic_load_explicit(&slot->references, memory_order_relaxed) == 1);
	}
	pthread_join(t, NULL);
	free(slot);
	return 0;
}
