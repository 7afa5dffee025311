/*
 * C++ streams are templates that libstdc++ has compiled for char: what they keep in their objects (where in
 * its buffer a string stream is, flags, widths) is changed in code that is not instrumented. So all living
 * streams are saved with every snapshot. std::cout and the other standard ones are not: they keep nothing but
 * their formatting.
 */
#include "rt/cxx/stream.h"

#include "rt/abi/interpose.h"
#include "rt/abi/real.h"
#include "rt/error/violation.h"
#include "rt/memory/heap.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/rt.h"
#include "rt/run/undo.h"

#include <dlfcn.h>

/*
 * Every stream has one std::ios_base, at its end; before it comes the buffer, behind it what depends on the
 * character.
 */
#define BEFORE 128
#define SIZE   (BEFORE + 264)

#define MOST_STREAMS 256

static struct {
	uint32_t count;
	uint64_t streams[MOST_STREAMS]; /* where they begin */
} living;

static bool is_standard(uint64_t base)
{
	static const char *const names[] = {"_ZSt3cin",  "_ZSt4cout",  "_ZSt4cerr",  "_ZSt4clog",
	                                    "_ZSt4wcin", "_ZSt5wcout", "_ZSt5wcerr", "_ZSt5wclog"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		uint64_t stream = (uint64_t)real_dlsym(RTLD_DEFAULT, names[i]);
		if (stream && base >= stream && base < stream + 64)
			return true;
	}
	return false;
}

bool stream_is_programs(uint64_t address)
{
	for (uint32_t i = 0; i < living.count; i++)
		if (address - living.streams[i] < SIZE)
			return true;
	return false;
}

static void save_list(void)
{
	if (rt.current)
		undo_save(&living, sizeof living);
}

/* std::ios_base::ios_base() */
EXPORT void _ZNSt8ios_baseC2Ev(void *base)
{
	uint64_t start = (uint64_t)base - BEFORE, end = (uint64_t)base + (SIZE - BEFORE);

	if (rt_in_program() || (!rt.current && !is_standard((uint64_t)base))) {
		const struct block *b = heap_block((uint64_t)base);
		if (living.count == MOST_STREAMS)
			violation_unsupported(RETURN_ADDRESS, "more than %d C++ streams", MOST_STREAMS);
		if (b && start < b->address)
			start = b->address;
		if (b && end > b->address + b->size)
			end = b->address + b->size;
		if (b)
			plain_access(start, end - start, true, RETURN_ADDRESS);
		save_list();
		living.streams[living.count++] = start;
		if (rt.current)
			memory_save(start, end - start);
	}
	REAL(_ZNSt8ios_baseC2Ev)(base);
}

/* std::ios_base::~ios_base() */
EXPORT void _ZNSt8ios_baseD2Ev(void *base)
{
	for (uint32_t i = 0; i < living.count; i++)
		if ((uint64_t)base - living.streams[i] <= BEFORE) {
			save_list();
			living.streams[i] = living.streams[--living.count];
			break;
		}
	REAL(_ZNSt8ios_baseD2Ev)(base);
}

/*
 * Not in step with stdio, std::cout would have a buffer of its own, in memory of libstdc++, which the program
 * writes into as well. It stays as it is: no program can tell.
 */
static bool in_step = true;

INTERPOSE_CXX(bool, _ZNSt8ios_base15sync_with_stdioEb)(bool sync)
{
	bool before = in_step;

	undo_save(&in_step, sizeof in_step);
	in_step = sync;
	return before;
}

/* Streams count in it how many of them use it. */
static void save_locale(void)
{
	void **(*classic)(void) = REAL_AS(void **(*)(void), _ZNSt6locale7classicEv);

	if (!classic)
		return;
	rt.below++;
	void **locale = classic();
	rt.below--;
	memory_save((uint64_t)*locale, 4);
}

void streams_save(void)
{
	if (!living.count)
		return;
	save_locale();
	for (uint32_t i = 0; i < living.count; i++)
		memory_save(living.streams[i], SIZE);
}
