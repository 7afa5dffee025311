/*
 * A sequence lock whose reader has no fence. The writer makes the sequence number odd, writes, and makes it
 * even again; the reader reads the number, the data, and the number again, and believes the data if both
 * are the same and even. That the second look acquires does not help: acquire keeps what comes later from
 * moving up, but the reads of the data come before it, and may come after it.
 *
 * Source: Hans-J. Boehm, "Can Seqlocks Get Along with Programming Language Memory Models?", MSPC 2012.
 * Fix: an acquire fence between the data and the second look.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_uint sequence;
static atomic_int x, y; /* the data: equal whenever no thread writes */

static void *writer(void *arg)
{
	/* relaxed: the fence below orders it before the data */
	atomic_store_explicit(&sequence, 1, memory_order_relaxed);
	/* release: who reads any of the data has to find an odd or a later number afterwards */
	atomic_thread_fence(memory_order_release);
	/* relaxed: the fences order them */
	atomic_store_explicit(&x, 1, memory_order_relaxed);
	/* relaxed: as above */
	atomic_store_explicit(&y, 1, memory_order_relaxed);
	/* release: pairs with the reader's first look; else it may find the old data with the new number */
	atomic_store_explicit(&sequence, 2, memory_order_release);
	return arg;
}

static void *reader(void *arg)
{
	/* acquire: pairs with the writer's last store */
	unsigned before = atomic_load_explicit(&sequence, memory_order_acquire);
	/* relaxed: the number is looked at again */
	int a = atomic_load_explicit(&x, memory_order_relaxed);
	/* relaxed: as above */
	int b = atomic_load_explicit(&y, memory_order_relaxed);
#ifdef FIXED
	/* acquire: pairs with the writer's fence; what we read of its data tells that the number is odd */
	atomic_thread_fence(memory_order_acquire);
#endif
	/* acquire: WRONG without the fence above, orders nothing that came before */
	unsigned after = atomic_load_explicit(&sequence, memory_order_acquire);

	if (before == after && before % 2 == 0)
		assert(a == b);
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, writer, NULL);
	reader(NULL);
	pthread_join(other, NULL);
	return 0;
}
