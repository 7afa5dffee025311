/*
 * What every batch of programs begins with. An object holds a small number; what reads it returns -1 if its
 * parts do not agree. An object of zeros holds 0.
 */
#ifndef CONSTRUCTS_COMMON_H
#define CONSTRUCTS_COMMON_H
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <assert.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>
#ifdef __cplusplus
#include <atomic>
using namespace std;
#define ATOMIC(T) std::atomic<T>
#else
#include <stdatomic.h>
#define ATOMIC(T) _Atomic(T)
#endif

#define NOINLINE __attribute__((noinline))
#define UNUSED   __attribute__((unused))
#define WRITER   UNUSED static inline void
#define READER   UNUSED static inline int

/* The compiler does not know what the pointer points to. */
#define HIDDEN(pointer)                                  \
	__extension__({                                  \
		__typeof__(pointer) hidden_ = (pointer); \
		__asm__("" : "+r"(hidden_));             \
		hidden_;                                 \
	})

/* Every byte of a number of this type is v. */
#define SPREAD(T, v) ((T)((T)0x0101010101010101u * (T)(v)))

/* Byte by byte, each of them by an access that the compiler leaves alone. */
UNUSED static void overwrite(void *object, size_t size)
{
	for (size_t i = 0; i < size; i++)
		((volatile unsigned char *)object)[i] = 1;
}

UNUSED static inline void untouched(const void *object, size_t size)
{
	for (size_t i = 0; i < size; i++)
		assert(((const unsigned char *)object)[i] == 0 && "memory is not as it was initially");
}

/* Whether what the threads have read is possible; if the program has a race, anything is. */
UNUSED static inline void judge(uint64_t outcome, const uint64_t *right, size_t count)
{
	__asm__ volatile("" : : "r"(outcome)); /* so that no read is dropped because nobody wants to know */
	if (!count)
		return;
	for (size_t i = 0; i < count; i++)
		if (right[i] == outcome)
			return;
	assert(!"this outcome is not possible");
}

#endif
