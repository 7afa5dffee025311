/* What the benchmark knows about a contestant: a task, and the loops that do it (loops.h). */
#ifndef BENCH_SYNC_PEER_H
#define BENCH_SYNC_PEER_H

#include <stddef.h>
#include <stdint.h>

#include "machine.h"

#ifdef __cplusplus
extern "C" {
#endif

struct peer {
	const char *task, *name;
	size_t size;                                     /* of the object that the task is about */
	void (*prepare)(int threads, long turns);        /* or NULL */
	void (*part)(int self, int threads, long turns); /* what each thread does */
	void (*clean_up)(void);                          /* or NULL */
};

/*
 * The peers of each source, in groups that end in a peer without a task; the list of groups ends in NULL. The
 * build leaves out those whose library is not there.
 */
typedef const struct peer *const peer_groups[];
extern peer_groups ours_peers, ours_binary_peers, pthread_peers, posix_semaphore_peers, c11_peers, book_peers,
	nsync_peers, std_peers, boost_peers, abseil_peers, rust_peers;

/*
 * What the others wait for: nothing, or so long, by the clock. Some loops do it once in a turn, some more
 * often.
 */
extern long work_ns;
void work_on(void);

static inline void work(void)
{
	if (work_ns > 0)
		work_on();
}

/*
 * Waiting is measured in some of the turns only, since looking at the clock takes as long as what is
 * measured.
 */
#define MEASURED_TURN 7
void note_wait(int self, uint64_t ticks);

#ifdef __cplusplus
}
#endif

#endif
