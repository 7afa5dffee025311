/* A pointer is published relaxed, and whoever gets it touches the block only with atomics: malloc itself is what it races
 * with. Both places are shown, and why.
 *
 * expect: data-race
 * report: nothing orders its use
 * report: allocated here
 * report: atomic store, relaxed
 * report: relaxed: does not publish earlier writes
 * report: second's store at line
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct node {
	atomic_int value;
};

static _Atomic(struct node *) head;

static void *first(void *unused)
{
	struct node *n = malloc(sizeof *n);

	atomic_store_explicit(&n->value, 0, memory_order_relaxed);
	atomic_store_explicit(&head, n, memory_order_relaxed);
	return unused;
}

static void *second(void *unused)
{
	struct node *n = atomic_load_explicit(&head, memory_order_relaxed);

	if (n)
		atomic_store_explicit(&n->value, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, first, NULL);
	pthread_create(&b, NULL, second, NULL);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	free(head);
	return 0;
}
