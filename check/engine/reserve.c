#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "engine/reserve.h"

#include <sys/mman.h>
#include <unistd.h>

#define HUGE_PAGE   ((size_t)2 << 20)
#define SMALL_START ((size_t)256 << 10)

/*
 * Where in the stretch the array begins: so that its first bytes lie on small pages, because most programs
 * need no more, and what lies behind them on huge ones, or a long execution would spend most of its time on
 * page faults.
 */
static char *prefer_huge_pages(char *stretch, size_t size)
{
	uintptr_t huge = ((uintptr_t)stretch + SMALL_START + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);

	madvise((void *)huge, (uintptr_t)stretch + HUGE_PAGE + size - huge, MADV_HUGEPAGE);
	return (char *)huge - SMALL_START;
}

/*
 * Where the system promises no more memory than there is (vm.overcommit_memory=2, ulimit -d), nothing of that
 * size can be had to read and write. Address space still can: what lies there is promised piece by piece,
 * when it is first touched.
 */
static bool on_demand, may_be_on_demand;

static struct stretch {
	uintptr_t start, end;
	size_t committed;
} * stretches;

static size_t stretch_count;

#define MOST_STRETCHES ((size_t)1 << 15)
#define LEAST_PIECE    ((size_t)256 << 10)
#define LARGEST_PIECE  ((size_t)64 << 20)

void engine_expect_faults(void)
{
	may_be_on_demand = true;
}

static void *map_anywhere(void *at, size_t size, int protection, int flags)
{
	return mmap(at, size, protection, MAP_ANONYMOUS | MAP_NORESERVE | flags, -1, 0);
}

static void note_stretch(void *start, size_t size)
{
	if (!stretches) {
		stretches = map_anywhere(NULL, MOST_STRETCHES * sizeof *stretches, PROT_READ | PROT_WRITE,
		                         MAP_PRIVATE);
		if (stretches == MAP_FAILED)
			engine_out_of_memory("address space");
	}
	if (stretch_count == MOST_STRETCHES)
		engine_out_of_memory("more arrays");
	stretches[stretch_count++] = (struct stretch){(uintptr_t)start, (uintptr_t)start + size, 0};
}

/* An access that faults again and again has another reason. */
static bool is_in_vain(uintptr_t address)
{
	static uintptr_t last;
	static int times;

	times = address == last ? times + 1 : 0;
	last = address;
	return times > 2;
}

bool engine_commit_at(uintptr_t address)
{
	if (is_in_vain(address))
		return false;
	for (size_t i = stretch_count; i-- > 0;) { /* the last comes first: address space may be used again */
		struct stretch *s = &stretches[i];
		if (address < s->start || address >= s->end)
			continue;
		size_t piece = s->committed / 8;
		piece = piece < LEAST_PIECE     ? LEAST_PIECE
		        : piece > LARGEST_PIECE ? LARGEST_PIECE
		                                : piece & ~(LEAST_PIECE - 1);
		uintptr_t from = s->start + (address - s->start) / LEAST_PIECE * LEAST_PIECE;
		uintptr_t to = s->end - from < piece ? s->end : from + piece;
		if (mprotect((void *)from, to - from, PROT_READ | PROT_WRITE))
			engine_out_of_memory("what the exploration has to remember");
		s->committed += to - from;
		return true;
	}
	return false;
}

void engine_commit(void *start, size_t size)
{
	if (on_demand && mprotect(start, size, PROT_READ | PROT_WRITE))
		engine_out_of_memory("the program's threads");
}

/*
 * Shared memory that is promised when it is used, as a file that has no name. It stays open: it is not
 * visible.
 */
static void *map_file(size_t size)
{
	int fd = memfd_create("acqrel", MFD_CLOEXEC);

	if (fd < 0 || ftruncate(fd, (off_t)size))
		return MAP_FAILED;
	return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
}

enum purpose { ARRAY, STACKS, SHARED };

#define SMALLEST ((size_t)1 << 20)

static void *map(void *at, size_t size, enum purpose p)
{
	int flags = p == SHARED ? MAP_SHARED : at ? MAP_PRIVATE | MAP_FIXED_NOREPLACE : MAP_PRIVATE;
	void *memory = MAP_FAILED;

	if (p == SHARED || !on_demand || size < SMALLEST)
		memory = map_anywhere(at, size, PROT_READ | PROT_WRITE, flags);
	if (memory != MAP_FAILED || !may_be_on_demand || size < SMALLEST)
		return memory;
	if (p == SHARED)
		return map_file(size);
	memory = map_anywhere(at, size, PROT_NONE, flags);
	if (memory == MAP_FAILED)
		return memory;
	on_demand = true;
	if (p == ARRAY)
		note_stretch(memory, size);
	return memory;
}

#define SHARE 64 /* of what is left, if that is limited, for one array: there are some dozens */

/* Reserves max bytes, or, where address space is limited, a part of what there is. */
static void *reserve(void *at, size_t max, size_t more, enum purpose p, size_t *got)
{
	static bool limited;

	for (size_t size = max; size && (size == max || size >= SMALLEST); size /= 2) {
		void *memory = map(at, size + more, p);
		if (memory == MAP_FAILED)
			continue;
		limited |= size < max;
		*got = size;
		if (!limited || size / SHARE < SMALLEST)
			return memory;
		munmap(memory, size + more);
		*got = size / SHARE;
		if ((memory = map(at, *got + more, p)) != MAP_FAILED)
			return memory;
	}
	engine_out_of_memory("address space");
}

void *engine_reserve(size_t max, size_t *got)
{
	if (max < 4 * HUGE_PAGE)
		return reserve(NULL, max, 0, ARRAY, got);
	void *stretch = reserve(NULL, max, HUGE_PAGE, ARRAY, got);
	return *got < 4 * HUGE_PAGE ? stretch : prefer_huge_pages(stretch, *got);
}

void *engine_reserve_at(void *address, size_t max, size_t *got)
{
	return reserve(address, max, 0, ARRAY, got);
}

void *engine_reserve_stacks(size_t max, size_t *got)
{
	return reserve(NULL, max, 0, STACKS, got);
}

void *engine_reserve_shared(size_t max, size_t *got)
{
	return reserve(NULL, max, 0, SHARED, got);
}

static void say(const char *text)
{
	size_t n = 0;

	while (text[n])
		n++;
	if (write(STDERR_FILENO, text, n) < 0)
		return; /* there is nowhere to say it */
}

_Noreturn void engine_out_of_memory(const char *what)
{
	say("acqrel: out of memory for ");
	say(what);
	say("; lift the limits on memory (ulimit -v, ulimit -d) or check a smaller configuration of the "
	    "program\n");
	_exit(2);
}
