/*
 * What a thread returns is what join hands back: here a pointer into what it was given to work on.
 *
 * Comes out: the average, 500.
 *
 * Rust Atomics and Locks, chapter 1, threads.
 */
#include <acqrel/thread.h>

#include <assert.h>
#include <stdio.h>

struct numbers {
	int count;
	int values[1001];
	long average;
};

static void *compute_average(void *arg)
{
	struct numbers *n = arg;
	long sum = 0;

	for (int i = 0; i < n->count; i++)
		sum += n->values[i];
	n->average = sum / n->count;
	return &n->average;
}

int main(void)
{
	static struct numbers n = {.count = 1001};
	ar_thread t;
	void *average;

	for (int i = 0; i < n.count; i++)
		n.values[i] = i;
	int err = ar_thread_spawn(&t, compute_average, &n);
	assert(err == 0);
	ar_thread_join(t, &average);
	printf("average: %ld\n", *(long *)average);
	assert(*(long *)average == 500);
	return 0;
}
