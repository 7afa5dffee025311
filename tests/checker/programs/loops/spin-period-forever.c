/* A flag that nobody sets: the loop yields every hundredth turn and counts anew.
 *
 * expect: livelock
 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

atomic_int ready, seen;

static void *work(void *unused)
{
	int turns = 0;

	while (!atomic_load_explicit(&ready, memory_order_acquire))
		if (++turns == 100) {
			sched_yield();
			turns = 0;
		}
	atomic_store_explicit(&seen, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t worker;

	pthread_create(&worker, NULL, work, NULL);
	if (atomic_load_explicit(&seen, memory_order_relaxed))
		atomic_store_explicit(&ready, 1, memory_order_release);
	pthread_join(worker, NULL);
	return 0;
}
