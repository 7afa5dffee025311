/* How the operations on queues of program.h are done on the engine. */
#ifndef ACQREL_TESTS_ENGINE_SLEEPERS_H
#define ACQREL_TESTS_ENGINE_SLEEPERS_H

#include "engine/graph.h"
#include "program.h"

const struct transition_function *sleepers_function(const struct instruction *in);

/* The operation that has woken the thread, whose last event has entered a queue; 0: it sleeps on. */
event_id sleepers_waker(const struct graph *g, unsigned thread);

#endif
