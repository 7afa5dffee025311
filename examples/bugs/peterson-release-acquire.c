/*
 * Peterson's lock for two threads, with the orders that locks usually have: what is written releases, what
 * is read acquires. The lock needs more. Each thread first writes its flag and then reads the other's, and
 * of the two stores the later one must be seen: only seq_cst has such an order.
 *
 * Source: Gary L. Peterson, "Myths about the Mutual Exclusion Problem", Information Processing Letters
 * 12(3), 1981; with these orders it is a mistake of Bartosz Milewski's blog post "C++ atomics and memory
 * ordering", 2008, that its readers found.
 * Fix: seq_cst when entering.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

#ifdef FIXED
#define ENTER_STORE memory_order_seq_cst
#define ENTER_LOAD  memory_order_seq_cst
#else
#define ENTER_STORE memory_order_release
#define ENTER_LOAD  memory_order_acquire
#endif

static atomic_bool interested[2];
static atomic_int victim;
static int counter;

static void lock(int me)
{
	/* seq_cst: before our load of the other's flag, for all; release is WRONG: the other may miss it */
	atomic_store_explicit(&interested[me], 1, ENTER_STORE);
	/* seq_cst: of both threads' stores one is the last, and that thread waits; release is WRONG */
	atomic_store_explicit(&victim, me, ENTER_STORE);
	/* seq_cst: sees the other's flag if that was raised before ours; acquire is WRONG: it may miss it */
	while (atomic_load_explicit(&interested[!me], ENTER_LOAD) &&
	       /* seq_cst: sees the other's store if it came after ours */
	       atomic_load_explicit(&victim, ENTER_LOAD) == me)
		;
}

static void unlock(int me)
{
	/* release: pairs with the load in lock(); else the other may miss what we did inside */
	atomic_store_explicit(&interested[me], 0, memory_order_release);
}

static void *count(void *arg)
{
	int me = arg != NULL;

	lock(me);
	counter++;
	unlock(me);
	return NULL;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, count, "");
	count(NULL);
	pthread_join(other, NULL);
	return 0;
}
