/*
 * Loops for a value that one thread replaces and others look at, included for each kind and size, with these
 * defined:
 *
 *	PEER, NAME, MESSAGE     as in loops.h
 *	WATCH                   a type; NEW(w) makes one, with a value of zeroes, at w, which is zero-filled;
 *	                        DELETE(w)
 *	RECEIVER                a type; SUBSCRIBE(w) makes one that has had the value of now
 *	SEND(w, m)              m is a variable
 *	RECEIVE(w, r, &m)       waits until there is a value that r has not had; if there is no such call, it
 *	                        is not compared
 *	TRY_RECEIVE(w, r, &m)   returns whether there is one
 *	GET(w, &m)              copies the value, had or not
 *
 * Waiting: the sender makes a new value when all receivers have had the last one, which they tell in a word
 * of their own. Polling, reading: receivers look for a new one, or copy whatever is there, all the time,
 * while the sender makes a new one after each short sleep; it is looks that are counted.
 */
#include <string.h>
#include <time.h>

#define PASTE3_(a, b, c) a##_##b##_##c
#define PASTE_(a, b, c)  PASTE3_(a, b, c)
#define MY(name)         PASTE_(PEER, MESSAGE, name)

#ifndef MOST_WATCHERS
#define MOST_WATCHERS 8
#endif

static struct {
	_Alignas(128) WATCH watch;
} MY(place);

static struct {
	_Alignas(128) RECEIVER receiver;
	_Atomic uint64_t had; /* how many values, if all; or looks */
} MY(watchers)[MOST_WATCHERS];

static inline struct MESSAGE MY(numbered)(uint64_t n)
{
	struct MESSAGE m;

	for (size_t i = 0; i < sizeof m.words / sizeof m.words[0]; i++)
		m.words[i] = n;
	return m;
}

static void MY(prepare)(const struct load *l)
{
	memset((void *)&MY(place), 0, sizeof MY(place));
	NEW(&MY(place).watch);
	for (int i = 0; i < l->receivers; i++) {
		MY(watchers)[i].receiver = SUBSCRIBE(&MY(place).watch);
		MY(watchers)[i].had = 0;
	}
}

static void MY(clean_up)(const struct load *l)
{
	(void)l;
	DELETE(&MY(place).watch);
}

static bool MY(all_had)(const struct load *l, uint64_t values)
{
	for (int r = 0; r < l->receivers; r++)
		if (MY(watchers)[r].had < values)
			return false;
	return true;
}

#ifdef RECEIVE
static void MY(send_in_step)(const struct load *l, int self)
{
	(void)self;
	for (uint64_t i = 0; i < (uint64_t)l->messages; i++) {
		struct MESSAGE m = MY(numbered)(i);
		SEND(&MY(place).watch, m);
		for (unsigned looks = 0; !MY(all_had)(l, i + 1);)
			before_trying_again(&looks);
	}
}

static uint64_t MY(receive)(const struct load *l, int self)
{
	RECEIVER r = MY(watchers)[self].receiver;
	uint64_t sum = 0;

	for (uint64_t i = 0; i < (uint64_t)l->messages; i++) {
		struct MESSAGE m;
		RECEIVE(&MY(place).watch, &r, &m);
		__asm__ volatile("" : : "m"(m));
		sum += m.words[0];
		MY(watchers)[self].had = i + 1;
	}
	return sum;
}
#endif

static void MY(send_now_and_then)(const struct load *l, int self)
{
	uint64_t each = (uint64_t)(l->messages / l->receivers);

	(void)self;
	for (uint64_t i = 1; !MY(all_had)(l, each); i++) {
		struct MESSAGE m = MY(numbered)(i);
		SEND(&MY(place).watch, m);
		nanosleep(&(struct timespec){0, 10000}, NULL);
	}
}

/* What is expected of all who were looking, if values were whole and never older than those before. */
static uint64_t MY(looked)(const struct load *l, int self, bool well)
{
	MY(watchers)[self].had = (uint64_t)(l->messages / l->receivers);
	return well ? (uint64_t)l->messages * (uint64_t)(l->messages - 1) / 2 : 0;
}

static bool MY(is_whole)(const struct MESSAGE *m)
{
	return m->words[0] == m->words[sizeof m->words / sizeof m->words[0] - 1];
}

static uint64_t MY(poll)(const struct load *l, int self)
{
	RECEIVER r = MY(watchers)[self].receiver;
	uint64_t last = 0;
	bool well = true;

	for (long i = l->messages / l->receivers; i > 0; i--) {
		struct MESSAGE m;
		if (TRY_RECEIVE(&MY(place).watch, &r, &m)) {
			well &= MY(is_whole)(&m) && m.words[0] > last;
			last = m.words[0];
		}
	}
	return MY(looked)(l, self, well);
}

static uint64_t MY(read)(const struct load *l, int self)
{
	uint64_t last = 0;
	bool well = true;

	for (long i = l->messages / l->receivers; i > 0; i--) {
		struct MESSAGE m;
		GET(&MY(place).watch, &m);
		well &= MY(is_whole)(&m) && m.words[0] >= last;
		last = m.words[0];
	}
	return MY(looked)(l, self, well);
}

__attribute__((constructor)) static void MY(add)(void)
{
#define WATCHING_(family, send, receive)                                                             \
	{                                                                                            \
		family, BLOCKING, NAME, sizeof(struct MESSAGE), 1, MOST_WATCHERS, MY(prepare), send, \
			receive, NULL, MY(clean_up)                                                  \
	}
	static const struct peer polling = WATCHING_(WATCH_POLLING, MY(send_now_and_then), MY(poll)),
				 reading = WATCHING_(WATCH_READING, MY(send_now_and_then), MY(read));

	add_peer(&polling);
	add_peer(&reading);
#ifdef RECEIVE
	static const struct peer waiting = WATCHING_(WATCH_WAITING, MY(send_in_step), MY(receive));
	add_peer(&waiting);
#endif
#undef WATCHING_
}

#undef PASTE3_
#undef PASTE_
#undef MY
