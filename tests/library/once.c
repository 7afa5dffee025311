/*
 * Threads come to a thing that is to be done once, each in another way: it is done once, and seen by all. One
 * of the ways fails the first time.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/once.h>

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#ifndef THREADS
#define THREADS 2
#endif
#ifndef FAILING
#define FAILING 1 /* how many of them do it in the way that may fail */
#endif

struct thing {
	ar_once once;
	int done, failed;
	int result;
};

static struct thing *things;

static void do_thing(void *arg)
{
	struct thing *thing = (struct thing *)arg;

	thing->done++;
	thing->result = 42;
}

static bool fail_once(void *arg)
{
	struct thing *thing = (struct thing *)arg;

	if (thing->failed++ == 0) {
		thing->result = 1; /* half done */
		return false;
	}
	do_thing(arg);
	return true;
}

static void *work(void *arg)
{
	int turns = AR_ITERATIONS(100000, 1);

	for (int i = 0; i < turns; i++) {
		struct thing *thing = &things[i];
		if (*(int *)arg == 0)
			while (!ar_once_try(&thing->once, fail_once, thing))
				;
		else
			ar_once_call_with(&thing->once, do_thing, thing);
		assert(thing->done == 1);
		assert(thing->result == 42);
	}
	return arg;
}

static int mains;

static void do_main(void)
{
	mains++;
}

int main(void)
{
	pthread_t threads[THREADS];
	int ways[THREADS];

	things = (struct thing *)calloc((size_t)AR_ITERATIONS(100000, 1), sizeof *things);
	assert(things);
	for (int i = 0; i < THREADS; i++) {
		ways[i] = i >= FAILING;
		pthread_create(&threads[i], NULL, work, &ways[i]);
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	free(things);

	static ar_once once = AR_ONCE_INIT;
	assert(!ar_once_is_done(&once));
	ar_once_call(&once, do_main);
	ar_once_call(&once, do_main);
	assert(ar_once_is_done(&once) && mains == 1);
	return 0;
}
