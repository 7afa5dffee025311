/*
 * A work-stealing deque whose owner takes without a fence. The owner lowers the bottom and then reads the
 * top; a thief reads the top and then the bottom. When one task is left, one of the two must see the
 * other, or both take it: a store and a later load of another location, on both sides, and only seq_cst
 * keeps these in order.
 *
 * Source: Nhat Minh Lê, Antoniu Pop, Albert Cohen and Francesco Zappa Nardelli, "Correct and Efficient
 * Work-Stealing for Weak Memory Models", PPoPP 2013; the deque is David Chase's and Yossi Lev's, "Dynamic
 * Circular Work-Stealing Deque", SPAA 2005.
 * Fix: seq_cst fences in take and steal.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#define EMPTY (-1)

static atomic_int top, bottom = 2;
static const int tasks[2] = {0, 1};
static atomic_int done[2]; /* how often each was taken */

static void fence(void)
{
#ifdef FIXED
	/* seq_cst: of take() and steal() the later one sees what the other has written */
	atomic_thread_fence(memory_order_seq_cst);
#endif
}

static bool claim(int t)
{
	/* seq_cst, relaxed: the last task goes to the thread that moves the top */
	return atomic_compare_exchange_strong_explicit(&top, &t, t + 1, memory_order_seq_cst,
	                                               memory_order_relaxed);
}

static int take(void) /* the owner only */
{
	/* relaxed: no other thread writes it */
	int b = atomic_load_explicit(&bottom, memory_order_relaxed) - 1;

	/* relaxed: ordered by the fence; WRONG without it */
	atomic_store_explicit(&bottom, b, memory_order_relaxed);
	fence();
	/* relaxed: ordered by the fence; WRONG without it: may be out of date */
	int t = atomic_load_explicit(&top, memory_order_relaxed);

	if (t < b)
		return tasks[b];
	int task = t == b && claim(t) ? tasks[b] : EMPTY;
	/* relaxed: empty either way */
	atomic_store_explicit(&bottom, b + 1, memory_order_relaxed);
	return task;
}

static int steal(void)
{
	/* acquire: pairs with another thief's claim() */
	int t = atomic_load_explicit(&top, memory_order_acquire);

	fence();
	/* acquire: pairs with the owner's push, which is not in this program */
	if (t >= atomic_load_explicit(&bottom, memory_order_acquire))
		return EMPTY;
	int task = tasks[t];
	return claim(t) ? task : EMPTY;
}

static void run(int task)
{
	if (task != EMPTY)
		/* relaxed: only counts */
		assert(atomic_fetch_add_explicit(&done[task], 1, memory_order_relaxed) == 0);
}

static void *thief(void *arg)
{
	run(steal());
	run(steal());
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, thief, NULL);
	run(take());
	pthread_join(other, NULL);
	return 0;
}
