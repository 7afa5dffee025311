/* A stack of nodes: one thread pops a node, while another pops two and pushes the first of them again. */
#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct node {
	struct node *next;
	int taken;
};

static union {
	struct {
		struct node *top;
		uint64_t tag;
	} part;
	unsigned __int128 both;
} stack __attribute__((aligned(16)));

static struct node nodes[2];

static struct node *top(void)
{
	return __atomic_load_n(&stack.part.top, __ATOMIC_ACQUIRE);
}

static uint64_t tag(void)
{
	return __atomic_load_n(&stack.part.tag, __ATOMIC_ACQUIRE);
}

#if defined(__x86_64__)
static bool change(struct node **old, uint64_t *old_tag, struct node *new, uint64_t new_tag)
{
	bool done;

	__asm__ volatile("lock; cmpxchg16b %0; setz %1"
	                 : "+m"(stack.both), "=q"(done), "+a"(*old), "+d"(*old_tag)
	                 : "b"(new), "c"(new_tag)
	                 : "memory", "cc");
	return done;
}
#else
static bool change(struct node **old, uint64_t *old_tag, struct node *new, uint64_t new_tag)
{
	unsigned __int128 expected = (unsigned __int128)*old_tag << 64 | (uintptr_t)*old;
	bool done = __atomic_compare_exchange_n(&stack.both, &expected,
	                                        (unsigned __int128)new_tag << 64 | (uintptr_t) new, false,
	                                        __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);

	*old = (struct node *)(uintptr_t)expected;
	*old_tag = (uint64_t)(expected >> 64);
	return done;
}
#endif

static uint64_t next_tag(uint64_t old)
{
#ifdef NO_TAG
	return old;
#else
	return old + 1;
#endif
}

static void push(struct node *n)
{
	uint64_t t = tag();
	struct node *old = top();

	do
		__atomic_store_n(&n->next, old, __ATOMIC_RELAXED);
	while (!change(&old, &t, n, next_tag(t)));
}

static struct node *pop(void)
{
	uint64_t t = tag();
	struct node *old = top();

	while (old && !change(&old, &t, __atomic_load_n(&old->next, __ATOMIC_RELAXED), next_tag(t)))
		;
	return old;
}

static void *take_one(void *unused)
{
	struct node *n = pop();

	if (n)
		__atomic_fetch_add(&n->taken, 1, __ATOMIC_RELAXED);
	return unused;
}

static int use_stack(void)
{
	pthread_t t;

	push(&nodes[1]);
	push(&nodes[0]);
	pthread_create(&t, NULL, take_one, NULL);
	struct node *first = pop(), *second = pop();
	if (second)
		__atomic_fetch_add(&second->taken, 1, __ATOMIC_RELAXED);
	if (first)
		push(first);
	pthread_join(t, NULL);
	for (struct node *n; (n = pop());)
		__atomic_fetch_add(&n->taken, 1, __ATOMIC_RELAXED);
	assert(nodes[0].taken == 1 && nodes[1].taken == 1);
	return 0;
}
