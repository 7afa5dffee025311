/* Asking for a cache line before it is needed. */
#ifndef ACQREL_SRC_PREFETCH_H
#define ACQREL_SRC_PREFETCH_H

#include <acqrel/check.h>

#include <stddef.h>

/*
 * Asks for the cache line of p, which another processor may have, in order to write to it. Nothing waits for
 * it, and p need not be valid memory. gcc and clang make a prefetch for reading of __builtin_prefetch(p, 1)
 * for x86-64 in general, which is half of it: the line moves again at the first write. All x86-64 processors
 * since 2005 know PREFETCHW.
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

#define LINE 64

/*
 * For the thread that is about to read a word that another thread has written, and what lies behind it: if
 * that ends in another line, it comes at the same time.
 */
static inline void prefetch_end(const void *word, size_t size)
{
	if (size > LINE)
		__builtin_prefetch((const char *)word + size - 1);
}

/*
 * For the thread that has taken a slot of a ring of so many bytes, and will use the slots behind it, or
 * another thread of its side will: asks for a cache line further on. It comes while others are worked on;
 * without that, each atomic operation waits for the lines of the message before. With more bytes, the other
 * side of a small ring loses lines that it is about to use. Slots share lines: the first one of a line asks
 * for it.
 */
#define AHEAD 128

static inline void prefetch_ahead(const void *slot, const char *slots, size_t ring_size, size_t slot_size)
{
	size_t offset = (size_t)((const char *)slot - slots) + AHEAD;

	if (offset >= ring_size)
		offset -= ring_size;
	if (offset < ring_size && offset % LINE < slot_size)
		prefetch_to_write(slots + offset);
}

#endif
