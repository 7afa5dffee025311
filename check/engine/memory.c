#include "memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#define HUGE_PAGE   ((size_t)2 << 20)
#define SMALL_START ((size_t)256 << 10)

/*
 * Where in the stretch the array begins: so that its first bytes lie on small pages, because most programs need no
 * more, and what lies behind them on huge ones, or a long execution would spend most of its time on page faults.
 */
static char *prefer_huge_pages(char *stretch, size_t size)
{
	uintptr_t huge = ((uintptr_t)stretch + SMALL_START + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);

	madvise((void *)huge, (uintptr_t)stretch + HUGE_PAGE + size - huge, MADV_HUGEPAGE);
	return (char *)huge - SMALL_START;
}

static void *map(size_t size, int flags)
{
	return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_ANONYMOUS | MAP_NORESERVE | flags, -1, 0);
}

#define SMALLEST ((size_t)1 << 20)
#define SHARE    16 /* of what is left, if that is limited, for one array: there are some dozens */

/* Reserves max bytes, or, where address space is limited, a part of what there is. */
static void *reserve(size_t max, size_t more, int flags, size_t *got)
{
	for (size_t size = max; size == max || size >= SMALLEST; size /= 2) {
		void *p = map(size + more, flags);
		if (p == MAP_FAILED)
			continue;
		*got = size;
		if (size == max || size / SHARE < SMALLEST)
			return p;
		munmap(p, size + more);
		*got = size / SHARE;
		if ((p = map(*got + more, flags)) != MAP_FAILED)
			return p;
	}
	engine_out_of_memory("address space");
}

void *engine_reserve(size_t max, size_t *got)
{
	if (max < 4 * HUGE_PAGE)
		return reserve(max, 0, MAP_PRIVATE, got);
	void *stretch = reserve(max, HUGE_PAGE, MAP_PRIVATE, got);
	return *got < 4 * HUGE_PAGE ? stretch : prefer_huge_pages(stretch, *got);
}

void *engine_reserve_shared(size_t max, size_t *got)
{
	return reserve(max, 0, MAP_SHARED, got);
}

static void say(const char *text)
{
	size_t n = 0;

	while (text[n])
		n++;
	if (write(STDERR_FILENO, text, n) < 0)
		return; /* nobody is left to tell */
}

_Noreturn void engine_out_of_memory(const char *what)
{
	say("acqrel: out of memory for ");
	say(what);
	say("; lift the limits on memory (ulimit -v) or check a smaller configuration of the program\n");
	_exit(2);
}
