/*
 * Loops for channels that carry one message, included once for each kind, with these defined:
 *
 *	PEER, NAME        as in loops.h
 *	ONESHOT           a type
 *	NEW(o)            makes one of it at o, which points to zero-filled memory for it; DELETE(o) ends it
 *	SEND(o, m), RECEIVE(o, &m)
 */
#include <stdlib.h>
#include <string.h>

#define PASTE2_(a, b) a##_##b
#define PASTE_(a, b)  PASTE2_(a, b)
#define MY(name)      PASTE_(PEER, name)

#ifdef __cplusplus
#define ALIGNED_ alignas(64)
#else
#define ALIGNED_ _Alignas(64)
#endif

/* Nobody else's is on its cache line. */
struct MY(place) {
	ALIGNED_ ONESHOT channel;
};
static struct MY(place) * MY(places);

/* Two for each round trip, made before: it is not their making that is measured. */
static void MY(prepare)(const struct load *l)
{
	size_t bytes = 2 * (size_t)l->messages * sizeof(struct MY(place));

	MY(places) = (struct MY(place) *)aligned_alloc(64, bytes);
	if (!MY(places))
		abort();
	memset((void *)MY(places), 0, bytes);
	for (long i = 0; i < 2 * l->messages; i++)
		NEW(&MY(places)[i].channel);
}

static void MY(clean_up)(const struct load *l)
{
	for (long i = 0; i < 2 * l->messages; i++)
		DELETE(&MY(places)[i].channel);
	free((void *)MY(places));
}

static void MY(ask)(const struct load *l, int self)
{
	(void)self;
	for (long i = 0; i < l->messages; i++) {
		struct message8 m = {{(uint64_t)i}};
		SEND(&MY(places)[2 * i].channel, m);
		RECEIVE(&MY(places)[2 * i + 1].channel, &m);
		__asm__ volatile("" : : "m"(m));
	}
}

static uint64_t MY(answer)(const struct load *l, int self)
{
	uint64_t sum = 0;

	(void)self;
	for (long i = 0; i < l->messages; i++) {
		struct message8 m = {{0}};
		RECEIVE(&MY(places)[2 * i].channel, &m);
		sum += m.words[0];
		SEND(&MY(places)[2 * i + 1].channel, m);
	}
	return sum;
}

/* One thread: what making, sending, receiving and ending costs. */
static uint64_t MY(alone)(const struct load *l, int self)
{
	uint64_t sum = 0;

	(void)self;
	for (long i = 0; i < l->messages; i++) {
		ALIGNED_ char place[sizeof(ONESHOT)];
		ONESHOT *channel = (ONESHOT *)place;
		struct message8 m = {{(uint64_t)i}}, received = {{0}};
		NEW(channel);
		SEND(channel, m);
		RECEIVE(channel, &received);
		DELETE(channel);
		sum += received.words[0];
	}
	return sum;
}

static void MY(nothing)(const struct load *l)
{
	(void)l;
}

__attribute__((constructor)) static void MY(add)(void)
{
	static const struct peer round_trip = {ONESHOT_TRIP, BLOCKING, NAME,       8,    1,           1,
	                                       MY(prepare),  MY(ask),  MY(answer), NULL, MY(clean_up)},
				 alone = {ONESHOT_ALONE, BLOCKING, NAME,      8,    0,          1,
	                                  MY(nothing),   NULL,     MY(alone), NULL, MY(nothing)};

	add_peer(&round_trip);
	add_peer(&alone);
}

#undef PASTE2_
#undef PASTE_
#undef MY
#undef ALIGNED_
#undef PEER
#undef NAME
#undef ONESHOT
#undef NEW
#undef DELETE
#undef SEND
#undef RECEIVE
