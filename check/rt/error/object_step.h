/* Calls of objects as steps of the reported execution. */
#ifndef ACQREL_RT_OBJECT_STEP_H
#define ACQREL_RT_OBJECT_STEP_H

#include "rt/rt.h"

/* Whether an event is part of the call that is the step before, and no step itself. */
bool object_is_hidden(const struct event *e);

/* Fills in what an OP_OBJECT is as a step: kind, call, whom it is about. */
void object_describe(struct acq_step *s, const struct event *e);

#endif
