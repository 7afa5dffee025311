/* A stack whose head has a count, by cmpxchg16b.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

struct node {
	struct node *next;
};

static struct head {
	struct node *first;
	uint64_t count;
} head __attribute__((aligned(16)));

static struct node nodes[2];

/* Whether the head was as expected, and is `new` now; else *expected is what it was. */
static int exchange(struct head *expected, struct head new)
{
#if defined(__x86_64__)
	unsigned char done;

	__asm__ volatile("lock cmpxchg16b %1\n\tsete %0"
	                 : "=q"(done), "+m"(head), "+a"(expected->first), "+d"(expected->count)
	                 : "b"(new.first), "c"(new.count)
	                 : "memory", "cc");
	return done;
#else
	return __atomic_compare_exchange(&head, expected, &new, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
#endif
}

static void push(struct node *n)
{
	struct head old = {NULL, 0};

	do
		n->next = old.first;
	while (!exchange(&old, (struct head){n, old.count + 1}));
}

static struct node *pop(void)
{
	struct head old = {NULL, 0};

	exchange(&old, old);
	while (old.first && !exchange(&old, (struct head){old.first->next, old.count + 1}))
		;
	return old.first;
}

static void *use(void *n)
{
	push(n);
	return pop();
}

int main(void)
{
	pthread_t t;
	void *other, *own;

	pthread_create(&t, NULL, use, &nodes[0]);
	own = use(&nodes[1]);
	pthread_join(t, &other);
	assert(own && other && own != other && !head.first && head.count == 4);
	return 0;
}
