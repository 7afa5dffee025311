/* A loop that counts, and reads the newest value of one variable only, has not seen all that it waits for.
 *
 * expect: incomplete
 * report: a loop that read the same value
 */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int x, y, z;
static int turns;

static void *set(void *unused)
{
	atomic_store_explicit(&x, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t setter;

	pthread_create(&setter, NULL, set, NULL);
	while (!atomic_load_explicit(&x, memory_order_relaxed) &&
	       !atomic_load_explicit(&y, memory_order_relaxed) &&
	       !atomic_load_explicit(&z, memory_order_relaxed))
		turns++;
	pthread_join(setter, NULL);
	return 0;
}
