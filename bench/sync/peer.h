/* What the benchmark knows about a contestant: a task, and the loops that do it (loops.h). */
#ifndef BENCH_SYNC_PEER_H
#define BENCH_SYNC_PEER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct peer {
	const char *task, *name;
	size_t size; /* of the object that the task is about */
	void (*prepare)(int threads, long turns);
	void (*part)(int self, int threads, long turns); /* what each thread does */
	void (*clean_up)(void);
};

/* Each of these ends in NULL. The build leaves out those whose library is not there. */
extern const struct peer *const ours_peers[];
extern const struct peer *const pthread_peers[];
extern const struct peer *const c11_peers[];
extern const struct peer *const book_peers[];
extern const struct peer *const nsync_peers[];
extern const struct peer *const std_peers[];
extern const struct peer *const boost_peers[];
extern const struct peer *const abseil_peers[];

#ifdef __cplusplus
}
#endif

#endif
