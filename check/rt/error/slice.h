/*
 * What an error depends on: the events that come before it in program order and reads-from. The others can be
 * taken out of the execution, and it is still one in which the same goes wrong.
 */
#ifndef ACQREL_RT_SLICE_H
#define ACQREL_RT_SLICE_H

#include "rt/error/violation.h"
#include "rt/rt.h"

/*
 * How many events the error depends on. stuck: it is about the execution as a whole, which depends on all of
 * them.
 */
uint32_t slice_size(const struct violation *v, bool stuck);

/*
 * Takes the other events out of the graph, apart from writes that reads in it miss, and puts what is left
 * into an order with few switches between threads. slice_undo brings everything back.
 */
void slice_cut(const struct violation *v, bool stuck);
void slice_undo(void);

/*
 * The order that slice_cut would choose, and how often the thread changes in it; 0: the execution is too
 * long.
 */
uint32_t slice_switches(const struct violation *v, bool stuck);

#endif
