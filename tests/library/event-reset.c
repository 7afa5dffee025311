/*
 * A thread resets an event, looks whether there is something to do, and waits for the event if not. Others do
 * what there is to do and set it. None of that is missed.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/event.h>

#include <assert.h>
#include <pthread.h>

#ifndef THREADS
#define THREADS 2
#endif

static ar_event more;
static ar_atomic_int made;

static void *make(void *arg)
{
	int turns = AR_ITERATIONS(100000, 2);

	for (int i = 0; i < turns; i++) {
		/* relaxed: the event hands it over */
		ar_fetch_add_relaxed(&made, 1);
		ar_event_set(&more);
	}
	return arg;
}

int main(void)
{
	pthread_t threads[THREADS - 1];
	int all = (THREADS - 1) * AR_ITERATIONS(100000, 2);

	for (int i = 0; i < THREADS - 1; i++)
		pthread_create(&threads[i], NULL, make, NULL);
	for (;;) {
		ar_event_reset(&more);
		/* relaxed: as above */
		if (ar_load_relaxed(&made) == all)
			break;
		ar_event_wait(&more);
	}
	for (int i = 0; i < THREADS - 1; i++)
		pthread_join(threads[i], NULL);
	return 0;
}
