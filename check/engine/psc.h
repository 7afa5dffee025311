/*
 * Sequential consistency: RC11's partial order on seq_cst events.
 *
 * Lahav, Vafeiadis, Kang, Hur, Dreyer: Repairing Sequential Consistency in C/C++11, PLDI 2017.
 */
#ifndef ACQREL_ENGINE_PSC_H
#define ACQREL_ENGINE_PSC_H

#include "graph.h"

/*
 * Whether psc is acyclic. To be asked whenever a read from an older write, or a write placed before an
 * existing one, was added: an event that only comes after others cannot close a cycle.
 */
bool psc_acyclic(struct graph *g);

#endif
