/*
 * The floating-point environment: how a thread rounds, which exceptions trap, which have been raised. Each of
 * the program's threads has its own, and begins with that of the thread that creates it. To look at it takes
 * some time, so that is done only for programs that can tell the difference.
 */
#ifndef ACQREL_RT_FLOAT_STATE_H
#define ACQREL_RT_FLOAT_STATE_H

#include <stdbool.h>
#include <stdint.h>

/* Whether there is code in the program that sets it or asks for it. */
extern bool float_state_is_used;

void float_state_init(void);

#if defined(__x86_64__)

struct float_state {
	uint32_t sse;                 /* mxcsr */
	uint16_t control, exceptions; /* of the x87 unit */
};

#define X87_EXCEPTIONS 0x3f

static inline struct float_state float_state_get(void)
{
	struct float_state s;

	__asm__ volatile("stmxcsr %0\n\tfnstcw %1\n\tfnstsw %2"
	                 : "=m"(s.sse), "=m"(s.control), "=m"(s.exceptions));
	s.exceptions &= X87_EXCEPTIONS;
	return s;
}

/* The x87 unit's exceptions can be set only together with all else that it keeps, and slowly. */
static inline void float_state_set(const struct float_state *now, const struct float_state *wanted)
{
	struct {
		uint32_t control, status, rest[5];
	} x87;

	if (now->sse != wanted->sse)
		__asm__ volatile("ldmxcsr %0" : : "m"(wanted->sse));
	if (now->exceptions != wanted->exceptions) {
		__asm__ volatile("fnstenv %0" : "=m"(x87));
		x87.control = wanted->control;
		x87.status = (x87.status & ~(uint32_t)X87_EXCEPTIONS) | wanted->exceptions;
		__asm__ volatile("fldenv %0" : : "m"(x87));
	} else if (now->control != wanted->control) {
		__asm__ volatile("fldcw %0" : : "m"(wanted->control));
	}
}

static inline uint64_t float_state_number(const struct float_state *s)
{
	return s->sse | (uint64_t)s->control << 32 | (uint64_t)s->exceptions << 48;
}

#else

struct float_state {
	uint64_t control, status; /* fpcr, fpsr */
};

static inline struct float_state float_state_get(void)
{
	struct float_state s;

	__asm__ volatile("mrs %0, fpcr\n\tmrs %1, fpsr" : "=r"(s.control), "=r"(s.status));
	return s;
}

static inline void float_state_set(const struct float_state *now, const struct float_state *wanted)
{
	if (now->control != wanted->control)
		__asm__ volatile("msr fpcr, %0" : : "r"(wanted->control));
	if (now->status != wanted->status)
		__asm__ volatile("msr fpsr, %0" : : "r"(wanted->status));
}

static inline uint64_t float_state_number(const struct float_state *s)
{
	return s->control << 32 | s->status;
}

#endif

#endif
