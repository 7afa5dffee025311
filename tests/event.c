/*
 * One thread announces something, the others wait for it: all of them go on, and see what was announced, even if the
 * event is reset at once.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/event.h>

#include <assert.h>
#include <pthread.h>

#ifndef THREADS
#define THREADS 2
#endif
#ifndef RESET
#define RESET 0 /* is it reset at once? */
#endif

#define EVENTS 50000

static ar_event events[EVENTS];
static int announced[EVENTS];

static void *wait_for_all(void *arg)
{
	int turns = AR_ITERATIONS(EVENTS, 1);

	for (int i = 0; i < turns; i++) {
		if (!ar_event_is_set(&events[i])) {
			if (RESET) /* else it may come too late, and wait for ever */
				continue;
			ar_event_wait(&events[i]);
			assert(ar_event_is_set(&events[i]));
		}
		assert(announced[i] == 42);
	}
	return arg;
}

static void *set_all(void *arg)
{
	int turns = AR_ITERATIONS(EVENTS, 1);

	for (int i = 0; i < turns; i++) {
		announced[i] = 42;
		ar_event_set(&events[i]);
		if (RESET)
			ar_event_reset(&events[i]);
	}
	return arg;
}

int main(void)
{
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, i == 0 ? set_all : wait_for_all, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	assert(ar_event_is_set(&events[0]) == !RESET);
	ar_event_reset(&events[0]);
	assert(!ar_event_is_set(&events[0]));
	return 0;
}
