/*
 * Sequential consistency: RC11's partial order on seq_cst events.
 *
 * Lahav, Vafeiadis, Kang, Hur, Dreyer: Repairing Sequential Consistency in C/C++11, PLDI 2017.
 */
#ifndef ACQREL_ENGINE_PSC_H
#define ACQREL_ENGINE_PSC_H

#include "engine/asymmetric.h"

/* The search for a cycle: see psc.c. Zero-filled, it is ready. */
struct psc {
	struct graph *graph;
	/* the graph's own */
	const struct event *events;
	const struct thread_events *ends;
	uint32_t thread_count;
	event_id target;    /* to be reached: itself, */
	bool fences_before; /* or instead a fence that happens before it */
	bool fences;        /* there may be seq_cst fences */
	bool more, found;   /* something was reached that has not been looked at; the target was */
	uint64_t number;    /* of the search */
	struct reach *threads;
	struct walk *walks; /* of each location_user */
	uint64_t *marks;    /* of each write: see MARK_… */
	struct asymmetric asymmetric;
};

/*
 * Whether psc has a cycle that leaves e, with which its thread ends, by mo or rb: as each cycle does that was
 * not there before e was, before it read what it reads, or before it was placed where it is in modification
 * order.
 */
bool psc_closes_cycle(struct psc *s, struct graph *g, event_id e);

#endif
