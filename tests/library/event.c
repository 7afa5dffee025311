/*
 * One thread announces something, the others wait for it: all of them go on, and see what was announced, even
 * if the event is reset at once.
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
#define RESET 0 /* does the other wait first, and is the event reset at once? Two threads only. */
#endif

#define EVENTS (RESET ? 5000 : 50000)

static ar_event events[50000];
static int announced[50000];

static void *wait_for_all(void *arg)
{
	int turns = AR_ITERATIONS(EVENTS, 1);

	for (int i = 0; i < turns; i++) {
		ar_event_wait(&events[i]);
		assert(announced[i] == 42);
	}
	return arg;
}

/* Until somebody sleeps on it, as the bit in the word says. */
static void wait_for_sleeper(ar_event *event)
{
	/* relaxed: nothing is handed over */
	while (!(ar_load_relaxed(&event->word) & 2))
		ar_spin_hint();
}

static void *set_all(void *arg)
{
	int turns = AR_ITERATIONS(EVENTS, 1);

	for (int i = 0; i < turns; i++) {
		announced[i] = 42;
		if (RESET)
			wait_for_sleeper(&events[i]);
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
