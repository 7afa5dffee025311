/*
 * What the program has registered for its end: atexit, on_exit, at_quick_exit, and the destructors of C++'s
 * objects, of which the compiler registers each when it has been constructed. Those of constructors that ran
 * before main are kept as well: each execution begins with them.
 */
#include "rt/libc/handlers.h"

#include "engine/reserve.h"
#include "rt/abi/interpose.h"
#include "rt/error/unwind.h"
#include "rt/run/fiber.h"
#include "rt/run/undo.h"

#include <stdlib.h>

static struct list {
	struct handler *handlers;
	uint32_t count, max;
} at_exit, at_quick_exit_;

/* Stands in `library` for that the handler is given the status, too. */
static char gets_status;

static bool add(struct list *l, const struct handler *h)
{
	size_t got;

	if (!l->handlers) {
		l->handlers = engine_reserve(sizeof *h << 20, &got);
		l->max = (uint32_t)(got / sizeof *h);
	}
	if (l->count == l->max)
		return false;
	if (rt.current) {
		undo_save(&l->count, sizeof l->count);
		undo_save(&l->handlers[l->count], sizeof *h);
		rt.current->effects++;
	}
	l->handlers[l->count++] = *h;
	return true;
}

/*
 * Whether a handler is to be noted: also before main. What libc registers for itself in midst of an execution
 * is not.
 */
static bool is_noted(void)
{
	return rt_in_program() || (!rt.current && !rt.below && start_is_explored());
}

/* atexit is a static function of libc's that calls this. */
int __cxa_atexit(void (*call)(void *), void *argument, void *library);

EXPORT int __cxa_atexit(void (*call)(void *), void *argument, void *library)
{
	struct handler h = {call, argument, library};

	if (is_noted() && !add(&at_exit, &h))
		return -1;
	return rt_in_program() ? 0 : REAL(__cxa_atexit)(call, argument, library);
}

int on_exit(void (*call)(int, void *), void *argument);

EXPORT int on_exit(void (*call)(int, void *), void *argument)
{
	struct handler h = {(void (*)(void *))(void *)call, argument, &gets_status};

	if (is_noted() && !add(&at_exit, &h))
		return -1;
	return rt_in_program() ? 0 : REAL(on_exit)(call, argument);
}

/* So does at_quick_exit. */
int __cxa_at_quick_exit(void (*call)(void *), void *library);

EXPORT int __cxa_at_quick_exit(void (*call)(void *), void *library)
{
	struct handler h = {call, NULL, library};

	if (is_noted() && !add(&at_quick_exit_, &h))
		return -1;
	return rt_in_program() ? 0 : REAL(__cxa_at_quick_exit)(call, library);
}

int __cxa_thread_atexit_impl(void (*call)(void *), void *argument, void *library);

/* libstdc++ registers the destructors of thread_local objects here. */
INTERPOSE(int, __cxa_thread_atexit_impl)(void (*call)(void *), void *argument, void *library)
{
	struct fiber *f = fiber_lender(rt.current);

	if (f->handler_count == MAX_THREAD_HANDLERS)
		return -1;
	if (f != rt.current)
		fiber_save(f);
	undo_save(&f->handlers[f->handler_count], sizeof *f->handlers);
	f->handlers[f->handler_count++] = (struct handler){call, argument, library};
	f->effects++;
	return 0;
}

void exit_thread(struct fiber *f)
{
	while (f->handler_count) {
		struct handler h = f->handlers[--f->handler_count];
		h.call(h.argument);
	}
}

/* --- Before main ---------------------------------------------------------------------------------------- */

/*
 * What libraries of the system have registered for themselves is left out: their state is not the program's,
 * and they need it in the next execution. So is the object by which every file that includes <iostream>
 * counts the users of the standard streams.
 */
static bool is_of_program(const struct handler *h)
{
	void *streams = real_function("_ZNSt8ios_base4InitD1Ev");

	if (streams && (void *)h->call == streams)
		return false;
	const void *owner = h->library && h->library != &gets_status ? h->library : (void *)h->call;
	return unwind_is_program((uint64_t)owner);
}

static void keep_those_of_program(struct list *l)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < l->count; i++)
		if (is_of_program(&l->handlers[i]))
			l->handlers[kept++] = l->handlers[i];
	l->count = kept;
}

void handlers_init(void)
{
	keep_those_of_program(&at_exit);
	keep_those_of_program(&at_quick_exit_);
	destructors_init();
}

/* --- The end -------------------------------------------------------------------------------------------- */

static int status_of_exit;

bool handlers_wait(void)
{
	return rt.current->handler_count || at_exit.count || destructors_wait();
}

/* Also those that are registered meanwhile. */
static void run_all(struct list *l)
{
	while (l->count) {
		undo_save(&l->count, sizeof l->count);
		struct handler h = l->handlers[--l->count];
		if (!h.call)
			continue; /* it has run */
		if (h.library == &gets_status)
			((void (*)(int, void *))(void *)h.call)(status_of_exit, h.argument);
		else
			h.call(h.argument);
	}
}

void handlers_run(int status)
{
	undo_save(&status_of_exit, sizeof status_of_exit);
	status_of_exit = status;
	exit_thread(rt.current);
	run_all(&at_exit);
	destructors_run();
	run_all(&at_exit); /* what those have registered */
}

void handlers_finalize(const void *library)
{
	for (uint32_t i = at_exit.count; i-- > 0;) {
		struct handler *h = &at_exit.handlers[i], taken = *h;
		if (!h->call || h->library != library)
			continue;
		undo_save(h, sizeof *h);
		h->call = NULL;
		taken.call(taken.argument);
		i = at_exit.count; /* there may be new ones */
	}
}

void __cxa_finalize(void *library);

/*
 * A function of the compiler's own, among the destructor functions of a library, calls this when it is time
 * for what the library has registered: what the destructor functions before it have, because all else has run
 * by then.
 */
INTERPOSE(void, __cxa_finalize)(void *library)
{
	destructors_note_finalizer(library);
	handlers_finalize(library);
}

void handlers_run_quick(void)
{
	run_all(&at_quick_exit_);
}
