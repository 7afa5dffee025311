/*
 * Sequential consistency: RC11's partial order on seq_cst events.
 *
 * Lahav, Vafeiadis, Kang, Hur, Dreyer: Repairing Sequential Consistency in C/C++11, PLDI 2017.
 */
#ifndef ACQREL_ENGINE_PSC_H
#define ACQREL_ENGINE_PSC_H

#include "engine/graph.h"

/*
 * Whether psc has a cycle that leaves e, with which its thread ends, by mo or rb: as each cycle does that was
 * not there before e was, before it read what it reads, or before it was placed where it is in modification
 * order.
 */
bool psc_closes_cycle(struct graph *g, event_id e);

#endif
