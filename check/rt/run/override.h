/*
 * Orders other than those that the program asks for: the command can have the order of operations
 * replaced, or fences put before them. So the report can try what it proposes before it proposes it.
 */
#ifndef ACQREL_RT_OVERRIDE_H
#define ACQREL_RT_OVERRIDE_H

#include "rt/run/operation.h"

extern bool override_any; /* false: the program gets what it asks for */

void override_init(void);

/* For override_perform only. */
const struct event *override_and_perform(struct request *q);
uint8_t override_order_of_fence(uint8_t order, uint64_t pc, const void *frame);

/* An access that may not be what the program asks for. */
void override_plain(uint64_t address, uint32_t size, bool write, const struct hook_frame *frame);

/* Where the program's frame pointer points to. */
static inline uintptr_t override_program_frame(const struct hook_frame *frame)
{
#if defined(__x86_64__)
	return frame->registers[5];
#else
	return frame->registers[18];
#endif
}

/* The order of the atomic access that the plain one is made as; UNORDERED: it stays what it is. */
uint8_t override_atomic(const struct hook_frame *frame);

/* Whether a signal is to be a broadcast. frame: the program's. */
bool override_broadcasts(uint64_t pc, uintptr_t frame);

/* operation_perform, with what was asked for replaced. */
static inline const struct event *override_perform(struct request *q)
{
	return UNLIKELY(override_any) ? override_and_perform(q) : operation_perform(q);
}

/* The order that a fence gets. frame: of the function that is called for it. */
static inline uint8_t override_fence(uint8_t order, uint64_t pc, const void *frame)
{
	return UNLIKELY(override_any) ? override_order_of_fence(order, pc, frame) : order;
}

#endif
