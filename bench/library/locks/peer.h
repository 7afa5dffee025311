/* What the benchmark knows about a lock: how large it is, and the loops that use it (loops.h). */
#ifndef BENCH_LOCKS_PEER_H
#define BENCH_LOCKS_PEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "machine.h"
#include "statistics.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One thread of a contended run. rust.rs has the same struct. */
struct worker {
	long inside, outside; /* work() under the lock and between two turns */
	long reads;           /* of 1024 turns on a reader-writer lock */
	uint64_t turns;
	uint64_t writes; /* turns that added one to the counter under the lock */
	uint32_t random;
	struct waits waits;
};

struct peer {
	const char *family, *name;
	size_t size;
	void (*alone)(long pairs);         /* lock and unlock, so many times */
	void (*alone_reading)(long pairs); /* the same with read lock and unlock, or NULL */
	void (*contend)(struct worker *w); /* lock, work, unlock, work, until stopped() */
	uint64_t (*counted)(void);         /* the counter under the lock, which is then 0 again */
};

/* Each of these ends in NULL. The build leaves out those whose library is not there. */
extern const struct peer *const ours_peers[],
	*const pthread_peers[],
		*const book_peers[], *const nsync_peers[],
					     *const ck_peers[], *const std_peers[],
									*const boost_peers[],
										*const abseil_peers[],
											*const rust_peers[];

bool stopped(void);
/* So many dependent steps, each of a few cycles: the same work whatever the clock does. */
void work(long steps);
void note_wait(struct worker *w, uint64_t waited);

/* Whether this turn only reads: pseudo-random, by the worker's share. */
static inline bool reads_now(struct worker *w)
{
	w->random = w->random * 1664525u + 1013904223u;
	return (long)(w->random >> 22) < w->reads;
}

/* Waiting is measured in some of the turns only, since looking at the clock takes as long as locking. */
#define MEASURED_TURN 7

#ifdef __cplusplus
}
#endif

#endif
