/*
 * The program's call stacks are known from its functions' entries. A library of the system has no such calls:
 * what it was called from has to be looked for on the stack itself, with the unwinder that every C++ program
 * brings along.
 */
#include "rt/error/unwind.h"

#include "engine/reserve.h"
#include "rt/abi/real.h"
#include "rt/run/fiber.h"

#include <dlfcn.h>
#include <string.h>
#include <unwind.h>

static bool look_up(uint64_t pc)
{
	static const char *const places[] = {"/lib", "/usr/lib"};
	Dl_info caller, program;
	bool system = false;

	rt.below++;
	if (dladdr((void *)pc, &caller) && dladdr((void *)(uintptr_t)rt.main, &program) &&
	    caller.dli_fbase != program.dli_fbase)
		for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
			system |= !strncmp(caller.dli_fname, places[i], strlen(places[i]));
	rt.below--;
	return !system;
}

bool unwind_is_program(uint64_t pc)
{
	static uint64_t last_page;
	static bool last;

	if (pc >> 12 != last_page) {
		last_page = pc >> 12;
		last = look_up(pc);
	}
	return last;
}

struct search {
	uintptr_t (*get_ip)(struct _Unwind_Context *);
	uint64_t from;
	uint64_t *callers;
	size_t count, most;
	bool found;
};

static _Unwind_Reason_Code visit(struct _Unwind_Context *context, void *argument)
{
	struct search *s = argument;
	uint64_t pc = s->get_ip(context);

	if (!s->found) {
		s->found = pc == s->from;
		return _URC_NO_REASON;
	}
	if (s->count == s->most)
		return _URC_END_OF_STACK;
	s->callers[s->count++] = pc;
	return unwind_is_program(pc) ? _URC_END_OF_STACK : _URC_NO_REASON;
}

size_t unwind_find(uint64_t pc, uint64_t *callers, size_t most)
{
	_Unwind_Reason_Code (*backtrace)(_Unwind_Trace_Fn, void *);
	struct search s = {.from = pc, .callers = callers, .most = most};

	if (unwind_is_program(pc))
		return 0;
	/* By name: C programs do without the library that has them. */
	backtrace = (__typeof__(backtrace))real_function("_Unwind_Backtrace");
	s.get_ip = (__typeof__(s.get_ip))real_function("_Unwind_GetIP");
	if (!backtrace || !s.get_ip)
		return 0;
	rt.below++;
	backtrace(visit, &s);
	rt.below--;
	/* What does not lead to the program is no answer. */
	return s.count && unwind_is_program(callers[s.count - 1]) ? s.count : 0;
}

#define MOST_NOTED 16

struct note {
	uint64_t pc, callers[MOST_NOTED];
	size_t count;
};

static struct note *notes; /* by thread */

void unwind_note(const struct fiber *f, uint64_t pc)
{
	size_t got;

	if (unwind_is_program(pc))
		return;
	if (!notes)
		notes = engine_reserve(sizeof *notes * fiber_most(), &got);
	struct note *n = &notes[f->thread];
	n->pc = pc;
	n->count = unwind_find(pc, n->callers, MOST_NOTED);
}

size_t unwind_noted(const struct fiber *f, uint64_t pc, uint64_t *callers, size_t most)
{
	if (!notes || notes[f->thread].pc != pc)
		return 0;
	const struct note *n = &notes[f->thread];
	size_t count = n->count < most ? n->count : most;
	rt_copy(callers, n->callers, count * sizeof *callers);
	return count;
}
