/* The user's part of call stacks. */
#ifndef ACQREL_REPORT_STACKS_H
#define ACQREL_REPORT_STACKS_H

#include "report/resolved.h"

struct stack stack_resolve(struct report *r, uint32_t off, uint16_t length, uint16_t thread);
struct stack step_stack(struct report *r, uint32_t step);

/* The innermost frame; never NULL, but perhaps without a line. */
const struct frame *stack_top(const struct stack *s);
const struct frame *step_frame(struct report *r, uint32_t step);

/* Whether what makes it is code of a header that is not the user's: of the system, or of a library. */
bool step_is_in_header(struct report *r, uint32_t step);

/* A call of libacqrel in the user's code. */
struct library_call {
	const char *functions[8]; /* from the one that the user calls inwards, NULL behind the last */
	struct frame caller;      /* the user's; without a path: a thread of the library has no caller */
	size_t depth;             /* of the caller */
};

/* Whether the step is made in one; if not, `caller` is what makes it. */
bool library_call_at(struct report *r, uint32_t step, struct library_call *l);

#endif
