/*
 * Graphs built by hand: each event with the source and the place in modification order that the test
 * wants, whether or not the exploration would ever come there.
 */
#ifndef ACQREL_TESTS_ENGINE_BUILD_H
#define ACQREL_TESTS_ENGINE_BUILD_H

#include "engine/explore.h"

/* A new 4-byte location that holds 0. */
uint32_t build_location(struct graph *g);

event_id build_load(struct graph *g, uint32_t thread, uint32_t location, uint8_t order, event_id from);

/* Last in modification order, or directly after another write. */
event_id build_store(struct graph *g, uint32_t thread, uint32_t location, uint8_t order, uint64_t value);
event_id build_store_after(struct graph *g, uint32_t thread, uint32_t location, uint8_t order, uint64_t value,
                           event_id after);

event_id build_add(struct graph *g, uint32_t thread, uint32_t location, uint8_t order, uint64_t operand,
                   event_id from);
event_id build_cas(struct graph *g, uint32_t thread, uint32_t location, uint8_t success, uint8_t failure,
                   uint64_t expected, uint64_t desired, event_id from);
event_id build_fence(struct graph *g, uint32_t thread, uint8_t order);

/* CREATE and END with 0, BEGIN and JOIN with what they read from. */
event_id build_thread_event(struct graph *g, uint32_t thread, uint8_t kind, event_id from);

/* Whether e happens before f, by the clocks. */
bool build_hb(const struct graph *g, event_id e, event_id f);

#endif
