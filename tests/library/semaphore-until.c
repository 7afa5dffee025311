/*
 * Threads wait for a permit until a deadline, and one is given: whether it comes in time or not, it is taken
 * or it is there in the end. Natively a deadline that passes has to pass.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/semaphore.h>

#include <assert.h>
#include <pthread.h>

#ifndef THREADS
#define THREADS 2
#endif
#ifndef BINARY
#define BINARY 0
#endif

#if BINARY
#define SEMAPHORE  ar_binary_semaphore
#define POST       ar_binary_semaphore_post
#define TRY_WAIT   ar_binary_semaphore_try_wait
#define WAIT_UNTIL ar_binary_semaphore_wait_until
#else
#define SEMAPHORE  ar_semaphore
#define POST       ar_semaphore_post
#define TRY_WAIT   ar_semaphore_try_wait
#define WAIT_UNTIL ar_semaphore_wait_until
#endif

static SEMAPHORE permits;
static ar_atomic_int taken;
static int announced;

static void *take(void *arg)
{
	int turns = AR_ITERATIONS(20000, 1);

	for (int i = 0; i < turns; i++) {
		if (WAIT_UNTIL(&permits, ar_after((uint64_t)(i % 20) * AR_MICROSECOND + 1))) {
			assert(announced == 42);
			/* relaxed: read when all threads have been joined */
			ar_fetch_add_relaxed(&taken, 1);
		}
	}
	return arg;
}

static void *give(void *arg)
{
	int turns = AR_ITERATIONS(10000, 1);

	announced = 42;
	for (int i = 0; i < turns; i++)
		POST(&permits);
	return arg;
}

int main(void)
{
	pthread_t threads[THREADS];
	int left = 0, given = AR_ITERATIONS(10000, 1);

	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, i == 0 ? give : take, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	while (TRY_WAIT(&permits))
		left++;
	/* relaxed: those who changed it have been joined */
	left += ar_load_relaxed(&taken);
	assert(BINARY ? left >= 1 && left <= given : left == given);

	if (!ar_checking()) {
		ar_time deadline = ar_after(2 * AR_MILLISECOND);
		assert(!WAIT_UNTIL(&permits, deadline) && ar_now() >= deadline);
	}
	POST(&permits);
	assert(WAIT_UNTIL(&permits, 0));
	return 0;
}
