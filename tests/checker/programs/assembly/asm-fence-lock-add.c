/* Store buffering with `lock; addl $0, (%rsp)` as the fence.
 *
 * expect: ok 3
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int x, y;
static int a, b;

static void fence(void)
{
#if defined(__x86_64__)
	__asm__ volatile("lock; addl $0,0(%%rsp)" : : : "memory", "cc");
#else
	/* seq_cst: pairs with the other thread's; else both may miss the other's store */
	atomic_thread_fence(memory_order_seq_cst);
#endif
}

static void *f(void *unused)
{
	/* relaxed: the fences order it */
	atomic_store_explicit(&x, 1, memory_order_relaxed);
	fence();
	/* relaxed: likewise */
	a = atomic_load_explicit(&y, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, f, NULL);
	/* relaxed: the fences order it */
	atomic_store_explicit(&y, 1, memory_order_relaxed);
	fence();
	/* relaxed: likewise */
	b = atomic_load_explicit(&x, memory_order_relaxed);
	pthread_join(t, NULL);
	assert(a || b);
	return 0;
}
