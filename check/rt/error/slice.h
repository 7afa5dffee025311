/*
 * What an error depends on: the events that come before it in program order and reads-from. The others can be
 * taken out of the execution, and it is still one in which the same goes wrong.
 */
#ifndef ACQREL_RT_CONE_H
#define ACQREL_RT_CONE_H

#include "rt/rt.h"

/*
 * How many events the error depends on. stuck: it is about the execution as a whole, which depends on all of
 * them.
 */
uint32_t cone_size(const struct violation *v, bool stuck);

/*
 * Takes the other events out of the graph, apart from writes that reads in it miss, and puts what is left
 * into an order with few switches between threads. cone_undo brings everything back.
 */
void cone_cut(const struct violation *v, bool stuck);
void cone_undo(void);

/*
 * The order that cone_cut would choose, and how often the thread changes in it; 0: the execution is too long.
 */
uint32_t cone_switches(const struct violation *v, bool stuck);

#endif
