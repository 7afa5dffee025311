/* What goes wrong only if the news comes in one certain turn of many is found.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int ready;

static void *count(void *unused)
{
	int seen = 0;

	for (int i = 0; i < 300; i++)
		seen += atomic_load_explicit(&ready, memory_order_relaxed);
	assert(seen != 123);
	return unused;
}

int main(void)
{
	pthread_t counter;

	pthread_create(&counter, NULL, count, NULL);
	atomic_store_explicit(&ready, 1, memory_order_relaxed);
	pthread_join(counter, NULL);
	return 0;
}
