/*
 * Threads add to a plain variable, and a binary semaphore lets one at a time. And one is told that there is
 * something to do, twice, of which it may notice one or two, but never none, nor too little.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/semaphore.h>

#include <assert.h>
#include <pthread.h>

#ifndef THREADS
#define THREADS 2
#endif

static ar_binary_semaphore permit = AR_BINARY_SEMAPHORE_INIT(1);
static long total;

static void *work(void *arg)
{
	int turns = AR_ITERATIONS(100000, 1);

	for (int i = 0; i < turns; i++) {
		ar_binary_semaphore_wait(&permit);
		total++;
		ar_binary_semaphore_post(&permit);
	}
	return arg;
}

static ar_binary_semaphore something;
static ar_atomic_int to_do;
static int done;

static void *tell(void *arg)
{
	int turns = AR_ITERATIONS(100000, 2);

	for (int i = 0; i < turns; i++) {
		/* relaxed: the semaphore hands it over */
		ar_fetch_add_relaxed(&to_do, 1);
		ar_binary_semaphore_post(&something);
	}
	return arg;
}

static void *listen(void *arg)
{
	int turns = AR_ITERATIONS(100000, 2);

	while (done < turns) {
		ar_binary_semaphore_wait(&something);
		/* relaxed: as above */
		done += ar_swap_relaxed(&to_do, 0);
	}
	return arg;
}

static void run(int count, void *(*const *threads)(void *))
{
	pthread_t ids[THREADS < 2 ? 2 : THREADS];

	for (int i = 0; i < count; i++)
		pthread_create(&ids[i], NULL, threads[i], NULL);
	for (int i = 0; i < count; i++)
		pthread_join(ids[i], NULL);
}

int main(void)
{
	void *(*workers[THREADS])(void *);
	void *(*const pair[2])(void *) = {tell, listen};

	for (int i = 0; i < THREADS; i++)
		workers[i] = work;
	run(THREADS, workers);
	assert(total == THREADS * AR_ITERATIONS(100000, 1));
	assert(ar_binary_semaphore_try_wait(&permit) && !ar_binary_semaphore_try_wait(&permit));
	run(2, pair);
	return 0;
}
