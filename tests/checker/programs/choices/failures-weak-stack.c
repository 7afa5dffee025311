/* Where the expected value is kept in shared memory, a spurious failure leads back to the same state as well.
 *
 * expect: ok 40
 * options: --spurious-failures --no-leaks
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct node {
	struct node *next;
};

static _Atomic(struct node *) top;

static void push(struct node *n)
{
	n->next = atomic_load_explicit(&top, memory_order_relaxed);
	while (!atomic_compare_exchange_weak_explicit(&top, &n->next, n, memory_order_release,
	                                              memory_order_relaxed))
		;
}

static void pop(void)
{
	struct node *n = atomic_load_explicit(&top, memory_order_acquire);

	while (n && !atomic_compare_exchange_weak_explicit(&top, &n, n->next, memory_order_acquire,
	                                                   memory_order_acquire))
		;
}

static void *work(void *arg)
{
	push(malloc(sizeof(struct node)));
	pop();
	return arg;
}

int main(void)
{
	pthread_t t[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, work, NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	return 0;
}
