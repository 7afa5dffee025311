/*
 * A ticket lock that unlocks with relaxed order. No thread enters out of turn, but the next in turn may not
 * see what the one before has done: the lock keeps order among the threads and none in memory.
 *
 * Source: John Mellor-Crummey and Michael Scott, "Algorithms for Scalable Synchronization on
 * Shared-Memory Multiprocessors", ACM Transactions on Computer Systems 9(1), 1991, has the lock; it was
 * written for sequentially consistent machines, and C11 without orders is none.
 * Fix: the hand-over releases, and who waits for its turn acquires.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

#ifdef FIXED
#define WAIT      memory_order_acquire
#define HAND_OVER memory_order_release
#else
#define WAIT      memory_order_relaxed
#define HAND_OVER memory_order_relaxed
#endif

static atomic_uint next_ticket, now_serving;
static int counter;

static unsigned lock(void)
{
	/* relaxed: only says whose turn comes when */
	unsigned mine = atomic_fetch_add_explicit(&next_ticket, 1, memory_order_relaxed);

	/* acquire: pairs with unlock(); relaxed is WRONG: we may miss what was done before our turn */
	while (atomic_load_explicit(&now_serving, WAIT) != mine)
		;
	return mine;
}

static void unlock(unsigned mine)
{
	/* release: pairs with lock(); relaxed is WRONG: what we did stays behind */
	atomic_store_explicit(&now_serving, mine + 1, HAND_OVER);
}

static void *count(void *arg)
{
	unsigned ticket = lock();

	counter++;
	unlock(ticket);
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, count, NULL);
	count(NULL);
	pthread_join(other, NULL);
	return 0;
}
