/*
 * Threads wait for a permit until a deadline, and one is given: whether it comes in time or not, it is taken or it
 * is there in the end. Natively a deadline that passes has to pass.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/semaphore.h>

#include <assert.h>
#include <pthread.h>

#ifndef THREADS
#define THREADS 2
#endif

static ar_semaphore permits;
static ar_binary_semaphore permit;
static ar_atomic_uint taken;

static void *take(void *arg)
{
	int turns = AR_ITERATIONS(20000, 1);

	for (int i = 0; i < turns; i++) {
		bool binary = i % 2;
		ar_time deadline = ar_after((uint64_t)(i % 20) * AR_MICROSECOND + 1);
		/* relaxed: read when all threads have been joined */
		if (binary ? ar_binary_semaphore_wait_until(&permit, deadline)
		           : ar_semaphore_wait_until(&permits, deadline))
			ar_fetch_add_relaxed(&taken, !binary);
	}
	return arg;
}

static void *give(void *arg)
{
	int turns = AR_ITERATIONS(20000, 1);

	for (int i = 0; i < turns; i++) {
		if (i % 2)
			ar_binary_semaphore_post(&permit);
		else
			ar_semaphore_post(&permits);
	}
	return arg;
}

int main(void)
{
	pthread_t threads[THREADS];
	unsigned given = (unsigned)AR_ITERATIONS(10000, 1);

	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, i == 0 ? give : take, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	/* relaxed: those who changed it have been joined */
	assert(ar_load_relaxed(&taken) + ar_semaphore_count(&permits) == given);

	while (ar_semaphore_try_wait(&permits))
		;
	if (!ar_checking()) {
		ar_time deadline = ar_after(2 * AR_MILLISECOND);
		assert(!ar_semaphore_wait_until(&permits, deadline) && ar_now() >= deadline);
		ar_binary_semaphore_try_wait(&permit);
		deadline = ar_after(2 * AR_MILLISECOND);
		assert(!ar_binary_semaphore_wait_until(&permit, deadline) && ar_now() >= deadline);
	}
	ar_semaphore_post(&permits);
	assert(ar_semaphore_wait_until(&permits, 0));
	return 0;
}
