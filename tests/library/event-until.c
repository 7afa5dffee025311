/*
 * Threads wait for an event, or a latch, until a deadline, and it happens at about that time: who is told
 * that it did sees what was announced, and it is there in the end.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/event.h>
#include <acqrel/latch.h>

#include <assert.h>
#include <pthread.h>

#ifndef LATCH
#define LATCH 0
#endif

#if LATCH
#define EVENT             ar_latch
#define EVENT_INIT        AR_LATCH_INIT(1)
#define SET(event)        ar_latch_count_down(event, 1)
#define WAIT_UNTIL(event) ar_latch_wait_until(event, ar_after(AR_MICROSECOND))
#else
#define EVENT             ar_event
#define EVENT_INIT        AR_EVENT_INIT(0)
#define SET(event)        ar_event_set(event)
#define WAIT_UNTIL(event) ar_event_wait_until(event, ar_after(AR_MICROSECOND))
#endif

static EVENT event, never = EVENT_INIT;
static int announced;

static void *announce(void *arg)
{
	announced = 42;
	SET(&event);
	return arg;
}

int main(void)
{
	int turns = AR_ITERATIONS(500, 1);

	for (int i = 0; i < turns; i++) {
		pthread_t thread;
		ar_init(&event.word, LATCH);
		announced = 0;
		pthread_create(&thread, NULL, announce, NULL);
		if (WAIT_UNTIL(&event))
			assert(announced == 42);
		pthread_join(thread, NULL);
		assert(WAIT_UNTIL(&event) && announced == 42);
	}
	if (!ar_checking())
		assert(!WAIT_UNTIL(&never));
	return 0;
}
