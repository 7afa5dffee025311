/* A loop that leaves after forty turns whatever it reads is explored turn by turn: the news comes before any of them, or never.
 *
 * expect: ok 41
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

#define TURNS 40

static atomic_int ready;

static void *count(void *unused)
{
	int seen = 0;

	for (int i = 0; i < TURNS; i++)
		seen += atomic_load_explicit(&ready, memory_order_relaxed);
	assert(seen >= 0 && seen <= TURNS);
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
