/* What the benchmark knows about a contestant, and what it gives the contestants' loops. */
#ifndef BENCH_CHANNELS_PEER_H
#define BENCH_CHANNELS_PEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Families: what a queue can be compared in. */
enum {
	SPSC = 1,
	BOUNDED = 2,
	UNBOUNDED = 4,
	RENDEZVOUS = 8,
	PING_PONG = 16,       /* with room for one message */
	PING_PONG_BARE = 256, /* without */
	ONESHOT_TRIP = 32,
	ONESHOT_ALONE = 64,
	SELECT = 128,
	/* none, but beside all: what the machine needs at least, between one sender and one receiver */
	FLOOR = 512,
	BROADCAST = 1024, /* each receiver gets each message */
	WATCH_WAITING = 2048,
	WATCH_POLLING = 4096,
	WATCH_READING = 8192,
	TO_ALL = BROADCAST | WATCH_WAITING | WATCH_POLLING | WATCH_READING
};

/*
 * How a thread waits: in the queue's own blocking call, or by trying again, a little later each time
 * (loops.h).
 */
enum way { BLOCKING, TRYING };

struct load {
	long messages; /* in all; shared evenly by the senders, and by the receivers unless each gets all */
	size_t capacity;
	int senders, receivers, channels;
};

struct peer {
	unsigned families;
	enum way way;
	const char *name;
	size_t message; /* bytes */
	int most_senders, most_receivers;
	void (*prepare)(const struct load *load);
	/*
	 * What each thread does. Messages are numbered from 0, over all senders; a receiver adds theirs up.
	 */
	void (*send)(const struct load *load, int self);
	uint64_t (*receive)(const struct load *load, int self);
	/* Instead of the two: all of it, for what has threads of its own. */
	uint64_t (*run)(const struct load *load);
	void (*clean_up)(const struct load *load);
};

/* To be called before main. The build leaves out the files of those whose library is not there. */
void add_peer(const struct peer *p);

struct message8 {
	uint64_t words[1];
};

struct message64 {
	uint64_t words[8];
};

/* Between two tries: pauses, and now and then lets others have the processor. */
void let_others_go(void);

static inline void before_trying_again(unsigned *failures)
{
	if (++*failures % 64 == 0)
		let_others_go();
	else
#if defined __x86_64__ || defined __i386__
		__asm__ volatile("pause");
#elif defined __aarch64__
		__asm__ volatile("yield");
#else
		__asm__ volatile("");
#endif
}

#ifdef __cplusplus
}
#endif

#endif
