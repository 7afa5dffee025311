/*
 * Parking: a token that is given before or after is taken once, and hands over what its giver has done. The
 * waiter is a thread of ours, its helpers are the system's own: parking is for both.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>
#include <pthread.h>

#ifndef HELPERS
#define HELPERS 1
#endif

static ar_thread_handle waiter;
static int done[HELPERS];
static ar_atomic_int finished;

static void *help(void *arg)
{
	*(int *)arg = 1;
	/* relaxed: only the token hands over what we did */
	ar_fetch_add_relaxed(&finished, 1);
	ar_unpark(waiter);
	return NULL;
}

static void park(void)
{
#ifdef UNTIL
	/* A time that has passed, one that may or may not come, and none: one of them takes the token. */
	if (!ar_park_until(0) && !ar_park_until(ar_after(AR_MICROSECOND)))
		ar_park();
#else
	ar_park();
#endif
}

/* Whether all is done. With one helper the token says so by itself, and nothing else hands over its work. */
static bool all_done(void)
{
	/* relaxed: that of the helper whose token we took is there, others will give another */
	int seen = ar_load_relaxed(&finished);

	if (HELPERS == 1)
		assert(seen == 1 && done[0] == 1);
	return seen == HELPERS;
}

static void *wait_for_all(void *arg)
{
	pthread_t helpers[HELPERS];

	waiter = ar_thread_current();
	for (int i = 0; i < HELPERS; i++)
		assert(pthread_create(&helpers[i], NULL, help, &done[i]) == 0);
	do
		park();
	while (!all_done());
	for (int i = 0; i < HELPERS; i++) {
		pthread_join(helpers[i], NULL);
		assert(done[i] == 1);
		done[i] = 0;
	}
	/* relaxed: nobody else is left */
	ar_store_relaxed(&finished, 0);
	return arg;
}

int main(void)
{
	for (int i = 0; i < AR_ITERATIONS(2000, 1); i++) {
		ar_thread t;
		assert(ar_thread_spawn(&t, wait_for_all, NULL) == 0);
		ar_thread_join(t, NULL);
	}
	return 0;
}
