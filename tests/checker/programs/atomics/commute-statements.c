/* Statistics as they are often written, with several counters, also added to through functions.
 *
 * expect: ok 1
 * reductions: on
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int hits;
static atomic_ulong bytes;
static atomic_uint seen;

static void see(unsigned bit)
{
	atomic_fetch_or(&seen, bit);
}

static void *serve(void *number)
{
	for (int i = 0; i < 2; i++)
		hits++;
	bytes += 100;
	see(1u << *(int *)number);
	return NULL;
}

int main(void)
{
	pthread_t threads[3];
	int numbers[3] = {0, 1, 2};

	for (int i = 0; i < 3; i++)
		pthread_create(&threads[i], NULL, serve, &numbers[i]);
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	assert(hits == 6 && bytes == 300 && seen == 7);
	return 0;
}
