/*
 * Comparisons that the program makes, as compilers tell of them for the coverage of fuzzers. They matter only when it
 * is looked for what uninitialized memory decides: which values for it would make a difference.
 */
#include "unset.h"

#define TELL(size, a, b)                                                                  \
	do {                                                                              \
		if (UNLIKELY(rt.again) && rt_in_program())                                \
			twin_compare(RETURN_ADDRESS, size, (uint64_t)(a), (uint64_t)(b)); \
	} while (0)

#define COMPARISON(bits)                                                                 \
	EXPORT void __sanitizer_cov_trace_cmp##bits(uint64_t a, uint64_t b)              \
	{                                                                                \
		TELL(bits, a, b);                                                        \
	}                                                                                \
	EXPORT void __sanitizer_cov_trace_const_cmp##bits(uint64_t constant, uint64_t b) \
	{                                                                                \
		TELL(bits, constant, b);                                                 \
	}

COMPARISON(1)
COMPARISON(2)
COMPARISON(4)
COMPARISON(8)

EXPORT void __sanitizer_cov_trace_switch(uint64_t value, const uint64_t *cases)
{
	if (LIKELY(!rt.again) || !rt_in_program())
		return;
	for (uint64_t i = 0; i < cases[0]; i++)
		twin_compare(RETURN_ADDRESS, (unsigned)cases[1] / 8, cases[2 + i], value);
}

/* Real numbers: that they are compared, not with what. */
EXPORT void __sanitizer_cov_trace_cmpf(float a, float b)
{
	(void)a, (void)b;
	TELL(4, 0, 0);
}

EXPORT void __sanitizer_cov_trace_cmpd(double a, double b)
{
	(void)a, (void)b;
	TELL(8, 0, 0);
}

/* clang tells of comparisons only together with the functions that are entered, which tsan.c knows already. */
EXPORT void __sanitizer_cov_trace_pc_guard(uint32_t *guard)
{
	(void)guard;
}

EXPORT void __sanitizer_cov_trace_pc_guard_init(uint32_t *start, uint32_t *stop)
{
	(void)start, (void)stop;
}
