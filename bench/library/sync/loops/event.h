/*
 * Things that happen once, a new one for each turn. Needs EVENT, a type. EVENT_NEW(e), which makes one at e;
 * EVENT_SET(e) EVENT_WAIT(e), and EVENT_FREE(e) if it needs that. LATCH, a type, LATCH_NEW(l, n), which makes
 * one for n things at l; LATCH_DOWN(l) LATCH_WAIT(l), and LATCH_FREE(l).
 */
#ifndef EVENT_FREE
#define EVENT_FREE(e) ((void)(e))
#endif
#ifndef LATCH_FREE
#define LATCH_FREE(l) ((void)(l))
#endif

PLACE(EVENT, events);
PLACE(LATCH, latches);
static long event_count, latch_count;

static void make_events(int threads, long turns)
{
	(void)threads;
	event_count = 2 * turns;
	TAKE_PLACE(events, event_count);
	for (long i = 0; i < event_count; i++)
		EVENT_NEW(&events[i].it);
}

static void free_events(void)
{
	for (long i = 0; i < event_count; i++)
		EVENT_FREE(&events[i].it);
	free(events);
}

static void make_one_that_is_set(int threads, long turns)
{
	(void)turns;
	make_events(threads, 1);
	EVENT_SET(&events[0].it);
}

static void wait_for_one_that_is_set(int self, int threads, long turns)
{
	(void)self, (void)threads;
	for (long i = 0; i < turns; i++) {
		EVENT_WAIT(&events[0].it);
		__asm__ volatile("" : : : "memory");
	}
}

/* Two threads: each waits for the other's, works, and sets one itself. */
static void event_ping_pong(int self, int threads, long turns)
{
	(void)threads;
	for (long i = 0; i < turns; i++) {
		if (self)
			EVENT_WAIT(&events[2 * i].it);
		work();
		EVENT_SET(&events[2 * i + self].it);
		if (!self)
			EVENT_WAIT(&events[2 * i + 1].it);
	}
}

static void make_latches(int threads, long turns)
{
	make_events(threads, turns);
	latch_count = turns;
	TAKE_PLACE(latches, turns);
	for (long i = 0; i < turns; i++)
		LATCH_NEW(&latches[i].it, threads - 1);
}

static void free_latches(void)
{
	free_events();
	for (long i = 0; i < latch_count; i++)
		LATCH_FREE(&latches[i].it);
	free(latches);
}

/* One thread gives the others something to do, and waits until all have done it. */
static void fork_and_join(int self, int threads, long turns)
{
	(void)threads;
	for (long i = 0; i < turns; i++) {
		if (self == 0) {
			EVENT_SET(&events[i].it);
			LATCH_WAIT(&latches[i].it);
		} else {
			EVENT_WAIT(&events[i].it);
			if (self == 1)
				work();
			LATCH_DOWN(&latches[i].it);
		}
	}
}

static const struct peer event_peers[] = {
	{"event: wait for one that is set", LIBRARY, sizeof(EVENT), make_one_that_is_set,
         wait_for_one_that_is_set, free_events},
	{"event: ping-pong", LIBRARY, sizeof(EVENT), make_events, event_ping_pong, free_events},
	{"latch: fork and join", LIBRARY, sizeof(LATCH), make_latches, fork_and_join, free_latches},
	{NULL, NULL, 0, NULL, NULL, NULL},
};
