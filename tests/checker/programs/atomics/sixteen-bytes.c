/* Atomics of 16 bytes: a stack whose head is a pointer and a count, changed together. Every popped node is another one,
 * and the numbers added up are right.
 *
 * expect: ok 8
 * flags: -mcx16
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

struct node {
	struct node *next;
};

struct head {
	struct node *top;
	uintptr_t count;
};

static _Atomic struct head head;
static struct node nodes[2];
static unsigned __int128 sum;

static void push(struct node *n)
{
	struct head old = atomic_load_explicit(&head, memory_order_relaxed), new;

	do {
		n->next = old.top;
		new = (struct head){n, old.count + 1};
	} while (!atomic_compare_exchange_weak_explicit(&head, &old, new, memory_order_acq_rel,
	                                                memory_order_acquire));
}

static void *add(void *node)
{
	push(node);
	__atomic_fetch_add(&sum, ((unsigned __int128)1 << 100) + 1, __ATOMIC_RELAXED);
	return NULL;
}

int main(void)
{
	pthread_t t[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, add, &nodes[i]);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	struct head nothing = {NULL, 0};
	struct head h = atomic_exchange_explicit(&head, nothing, memory_order_acquire);
	assert(h.count == 2 && h.top != h.top->next && h.top->next && !h.top->next->next);
	h = atomic_load_explicit(&head, memory_order_relaxed);
	assert(!h.top && !h.count);
	assert(sum == ((unsigned __int128)1 << 101) + 2);
	return 0;
}
