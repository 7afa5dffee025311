/* Counted references to one shared value: what a thread does with them, and how often. */
#ifndef BENCH_ARC_PEER_H
#define BENCH_ARC_PEER_H

#ifdef __cplusplus
extern "C" {
#endif

enum { CLONE, UPGRADE, DOWNGRADE, MAKE, TASKS };

struct peer {
	const char *name;
	/*
	 * CLONE: clones and drops; UPGRADE: upgrades a weak reference and drops what it got; DOWNGRADE: makes
	 * a weak reference and drops it; all of the same value, which exists all the time. MAKE: a value of
	 * its own, and drops it.
	 */
	void (*tasks[TASKS])(long times);
};

extern const struct peer ours, std_peer, rust;

#ifdef __cplusplus
}
#endif

#endif
