/*
 * RC11 as it is written down: Lahav, Vafeiadis, Kang, Hur, Dreyer: Repairing Sequential Consistency in
 * C/C++11, PLDI 2017, with its release sequences or those of C++20 (no later stores of the same thread).
 *
 * As in the paper, a read-modify-write is two events, a read and directly after it a write.
 */
#ifndef ACQREL_TESTS_ENGINE_AXIOMS_H
#define ACQREL_TESTS_ENGINE_AXIOMS_H

#include "relation.h"

#define MAX_BYTES 4 /* of a location with parts */

/* A candidate execution. */
struct candidate {
	/*
	 * Sets of events; a read-modify-write's order counts for its read if it acquires, for its write if it
	 * releases.
	 */
	node_set reads, writes, fences;
	node_set acquiring, releasing, seq_cst;
	node_set light,
		heavy; /* engine/asymmetric.c; heavy ones are seq_cst fences as well, light ones none */
	struct relation same_location; /* between all accesses, each with itself too */
	struct relation overlap;       /* the same between those that access some of the same bytes */

	struct relation sb;  /* sequenced before; initial values before everything */
	struct relation rmw; /* from its read to its write */
	struct relation asw; /* a thread's creation to its beginning, its end to a join */
	struct relation rf;
	struct relation mo;
	/*
	 * Locations with parts (engine/parts.c). Of each byte: which events access it, and from where reads
	 * take it; rf is all of the latter. From the place in mo from which a read takes them. A write of a
	 * part comes directly after another one.
	 */
	unsigned byte_count;
	node_set byte[MAX_BYTES];
	struct relation from[MAX_BYTES], place, follows;

	/*
	 * Queues (engine/wait_queue.h): accesses of them, and all reads under their locks. Each access of a
	 * queue is related to the accesses that its step begins with, and, if that is of memory which the
	 * queue belongs to, to the read; the second relation is between all accesses of a queue and all reads
	 * of memory under its lock.
	 */
	node_set on_queue, under_lock;
	struct relation step_begins, step_reads, reads_of_queue;
	bool c11_sequences;    /* release sequences as in the paper; else as in C++20 */
	struct relation woken; /* from the write that woke it to a thread's going on */

	/* What follows from the above without mo, filled in by axioms_without_mo. */
	struct relation hb, porf;
	bool beyond; /* what comes directly after what closes a cycle with them: not explored */
};

/* What can be said before there is a modification order. False: no modification order makes c consistent. */
bool axioms_without_mo(struct candidate *c);

/* Whether c, for which axioms_without_mo held, is consistent. */
bool axioms_hold(const struct candidate *c);

/* For one that is beyond, and consistent: whether it is an execution of engine/parts.c. */
bool axioms_hold_beyond(const struct candidate *c);

#endif
