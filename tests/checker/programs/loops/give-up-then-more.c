/* What a thread does after it gave up is run again too, with the turns that were not recorded.
 *
 * expect: incomplete
 * report: a loop that read the same value
 */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int go, late, x;
static volatile int tries = 10000; /* volatile: not unrolled */

static void *wait(void *unused)
{
	for (int i = 0; i < tries; i++)
		if (atomic_load_explicit(&go, memory_order_acquire))
			return unused;
	(void)atomic_load_explicit(&x, memory_order_relaxed);
	atomic_store_explicit(&late, 1, memory_order_relaxed);
	(void)atomic_load_explicit(&x, memory_order_relaxed);
	(void)atomic_load_explicit(&x, memory_order_relaxed);
	return unused;
}

static void *set(void *unused)
{
	atomic_store_explicit(&x, 1, memory_order_relaxed);
	if (atomic_load_explicit(&late, memory_order_relaxed))
		atomic_store_explicit(&x, 2, memory_order_relaxed);
	atomic_store_explicit(&go, 1, memory_order_release);
	return unused;
}

static void *other(void *unused)
{
	atomic_store_explicit(&x, 5, memory_order_relaxed);
	if (atomic_load_explicit(&late, memory_order_relaxed) == 1)
		atomic_store_explicit(&x, 7, memory_order_relaxed);
	return unused;
}

int main(void)
{
	static void *(*const bodies[])(void *) = {set, wait, other};
	pthread_t t[3];

	for (int i = 1; i < 4; i++)
		pthread_create(&t[i % 3], NULL, bodies[i % 3], NULL);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	return 0;
}
