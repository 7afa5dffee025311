/*
 * What crosses to the reporter by number: the engine's enums and the protocol's, which do not know each
 * other, have to agree.
 */
#ifndef ACQREL_RT_WIRE_H
#define ACQREL_RT_WIRE_H

#include "engine/graph.h"
#include "protocol/step.h"
#include "protocol/witness.h"

/* Orders: steps, sites and overrides. UNORDERED, which no operation of a program asks for, does not cross. */
_Static_assert(RELAXED == (int)ACQ_RELAXED && CONSUME == (int)ACQ_CONSUME && ACQUIRE == (int)ACQ_ACQUIRE &&
                       RELEASE == (int)ACQ_RELEASE && ACQ_REL == (int)ACQ_ACQ_REL &&
                       SEQ_CST == (int)ACQ_SEQ_CST && LIGHT == (int)ACQ_LIGHT && HEAVY == (int)ACQ_HEAVY &&
                       UNORDERED == SEQ_CST + 1 && HEAVY == UNORDERED + 2,
               "an order has the same number in the engine and in a step");

_Static_assert(NO_THREAD == ACQ_NO_THREAD, "no thread has the same number in the engine and in a step");

/* A kind, or an operation, that is added needs a case in step_kind() or rmw_op(), and a word in witnesses. */
_Static_assert(EV_WOKEN == 10, "step_kind() has each kind of event");
_Static_assert(OP_OBJECT == 16 && OP_NEGATE - OP_EXCHANGE == ACQ_OP_NEGATE - ACQ_OP_EXCHANGE,
               "rmw_op() has each operation");
_Static_assert(ACQ_CALL_LIBRARY <= UINT8_MAX && ACQ_CHOICE_NOT_ENDED <= UINT8_MAX, "op of a step has room");

/* In a witness they are the engine's numbers. */
_Static_assert(EV_WOKEN <= UINT8_MAX && OP_OBJECT <= UINT8_MAX && HEAVY <= UINT8_MAX &&
                       MOST_VARIANTS <= UINT8_MAX + 1,
               "an event of a witness has room");

#endif
