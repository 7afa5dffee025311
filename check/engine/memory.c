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

void *engine_reserve(size_t max, size_t *got)
{
	for (size_t size = max; size == max || size >= (1u << 20); size /= 2) {
		bool large = size >= 4 * HUGE_PAGE;
		void *p = mmap(NULL, large ? size + HUGE_PAGE : size, PROT_READ | PROT_WRITE,
		               MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
		if (p != MAP_FAILED) {
			*got = size;
			return large ? prefer_huge_pages(p, size) : p;
		}
	}
	engine_out_of_memory("address space");
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
