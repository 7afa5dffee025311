/*
 * Functions that stay libc's, but whose accesses to the program's memory are told: one line each.
 *
 *	DESCRIBED(double, frexp, (double x, int *e), (x, e), OUT(e, sizeof *e))
 *
 * What is read and written comes first, so that races are found and old contents are saved, then libc's own
 * function is called. Where only its result says how much it was, DESCRIBED_AFTER tells that from `result`;
 * what is written is saved before.
 */
#ifndef ACQREL_RT_DESCRIBED_H
#define ACQREL_RT_DESCRIBED_H

#include "rt/abi/interpose.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"

#define WITHOUT_LIMIT SIZE_MAX

/*
 * For a variable of the runtime's that stands in for one of libc's and is told as such: what is undone with
 * it are whole words, which nothing else may be in.
 */
#define ALONE __attribute__((aligned(8)))

/* The program reads or writes n bytes. */
void described_in(const void *p, size_t n, uint64_t pc);
void described_out(void *p, size_t n, uint64_t pc);

/* It reads up to the terminator, which is of as many bytes as a character; returns the length. */
size_t described_text(const char *s, size_t most, uint64_t pc);
size_t described_wide(const void *s, size_t most, uint64_t pc);

/* The smaller one. */
static inline size_t described_least(size_t a, size_t b)
{
	return a < b ? a : b;
}

#define IN(p, n)       described_in((p), (n), pc)
#define OUT(p, n)      described_out((p), (n), pc)
#define TEXT(s)        described_text((s), WITHOUT_LIMIT, pc)
#define TEXT_OF(s, n)  described_text((s), (n), pc)
#define WIDE(s)        described_wide((s), WITHOUT_LIMIT, pc)
#define WIDE_OF(s, n)  described_wide((s), (n), pc)
#define IF_THERE(p, x) ((p) ? (void)(x) : (void)0)

/* What libc's function says if it is asked beforehand. */
#define ASKED(type, call)         \
	__extension__({           \
		rt.below++;       \
		type said = call; \
		rt.below--;       \
		said;             \
	})

#define DESCRIBED_AFTER(type, name, parameters, arguments, before, ...) \
	INTERPOSE(type, name) parameters                                \
	{                                                               \
		const uint64_t pc UNUSED = RETURN_ADDRESS;              \
		before;                                                 \
		rt.below++;                                             \
		type result = REAL(name) arguments;                     \
		rt.below--;                                             \
		__VA_ARGS__;                                            \
		return result;                                          \
	}

#define DESCRIBED(type, name, parameters, arguments, ...)  \
	INTERPOSE(type, name) parameters                   \
	{                                                  \
		const uint64_t pc UNUSED = RETURN_ADDRESS; \
		__VA_ARGS__;                               \
		rt.below++;                                \
		type result = REAL(name) arguments;        \
		rt.below--;                                \
		return result;                             \
	}

#define DESCRIBED_VOID(name, parameters, arguments, ...)   \
	INTERPOSE(void, name) parameters                   \
	{                                                  \
		const uint64_t pc UNUSED = RETURN_ADDRESS; \
		__VA_ARGS__;                               \
		rt.below++;                                \
		REAL(name) arguments;                      \
		rt.below--;                                \
	}

/* The same under a name that no header has, or not each. */
#define DESCRIBED_ALSO(type, name, parameters, arguments, ...) \
	type name parameters;                                  \
	DESCRIBED(type, name, parameters, arguments, __VA_ARGS__)

#endif
