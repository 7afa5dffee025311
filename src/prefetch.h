/* Asking for a cache line before it is needed. */
#ifndef ACQREL_SRC_PREFETCH_H
#define ACQREL_SRC_PREFETCH_H

#include <acqrel/check.h>

/*
 * Asks for the cache line of p, which another processor may have, in order to write to it. Nothing waits for it, and p need
 * not be valid memory. gcc and clang make a prefetch for reading of __builtin_prefetch(p, 1) for x86-64 in general,
 * which is half of it: the line moves again at the first write. All x86-64 processors since 2005 know PREFETCHW.
 */
static inline void prefetch_to_write(const void *p)
{
	if (ar_checking())
		return;
#ifdef __x86_64__
	__asm__ volatile("prefetchw %0" : : "m"(*(const char *)p));
#else
	__builtin_prefetch(p, 1);
#endif
}

#endif
