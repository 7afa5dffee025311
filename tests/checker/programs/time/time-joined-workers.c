/* The same with several workers: an execution has the same times wherever it is explored. A chain of three threads.
 *
 * expect: ok 81
 * options: -j 2
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#define THREADS 3

static atomic_long heard[THREADS + 1];
static long times[THREADS + 1];

static long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return t.tv_sec;
}

static void *pass_on(void *place)
{
	atomic_long *here = place;
	long before = atomic_fetch_add_explicit(here, 1, memory_order_relaxed);
	long first = atomic_load_explicit(here - 1, memory_order_acquire);

	assert(now() >= first);
	sleep(7);
	atomic_store_explicit(here, now(), memory_order_release);
	return before ? place : NULL;
}

int main(void)
{
	pthread_t t[THREADS];

	for (int i = 0; i < THREADS; i++)
		pthread_create(&t[i], NULL, pass_on, &heard[i + 1]);
	for (int i = 1; i < THREADS; i++) {
		times[i] = atomic_load_explicit(&heard[i], memory_order_relaxed);
		assert(now() >= times[i]);
		assert(!times[i] || times[i] == 1 || times[i] >= 1767225607);
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(t[i], NULL);
	assert(now() >= 1767225607);
	return 0;
}
