/*
 * What the program cannot foresee and memory does not decide: the answers of ar_choose, and, where the user
 * asks for it, whether an allocation, pthread_create or a weak compare-exchange fails.
 */
#include "rt/run/choice.h"

#include "rt/error/notes.h"
#include "rt/error/replay.h"
#include "rt/error/unwind.h"
#include "rt/error/violation.h"
#include "rt/loops/spin.h"
#include "rt/memory/heap.h"
#include "rt/memory/shadow.h"
#include "rt/run/event_step.h"
#include "rt/run/execution.h"
#include "rt/run/observer.h"
#include "rt/run/operation.h"
#include "rt/run/scheduler.h"

#include <errno.h>
#include <stdlib.h>

static bool is_choice(const struct event *e, const struct event_step *s)
{
	return e->kind == EV_CHOICE && e->expected == s->what && e->operand == s->with;
}

static event_id add_choice(struct fiber *f, const struct event_step *s)
{
	uint32_t alternatives = (uint32_t)s->with;
	event_id id = UNLIKELY(rt.mode == RUN_REPLAY)
	                      ? replay_choice(f, alternatives, s->pc)
	                      : explore_add_choice(&rt.explorer, f->thread, alternatives, s->pc);
	struct event *e = graph_event(rt_graph(), id);

	e->expected = s->what;
	e->operand = s->with;
	e->peer = s->peer;
	return id;
}

static uint32_t choose_about(uint16_t thread, uint8_t about, uint32_t alternatives, uint64_t pc)
{
	struct event_step step = {
		.pc = pc,
		.what = about,
		.with = alternatives,
		.peer = thread,
		.alternatives = true,
		.effect = true,
		.matches = is_choice,
		.add = add_choice,
	};

	return (uint32_t)graph_event(rt_graph(), event_step(rt.current, &step))->value_read;
}

static uint32_t choose(uint8_t about, uint32_t alternatives, uint64_t pc)
{
	return choose_about(NO_THREAD, about, alternatives, pc);
}

/* --- Failures ----------------------------------------------------------------------------------------- */

/* How often in a row, at one place: else a loop that tries until it succeeds would have no last iteration. */
#define SPURIOUS_FAILURES 3
#define FAILED_CALLS      10
#define TIMEOUTS          3

static bool was_made_to_fail(const struct event *e)
{
	return event_failed_spuriously(e) ||
	       (e->kind == EV_CHOICE && e->expected != ACQ_CHOICE_ASKED && e->value_read);
}

/* Failures are in a row as long as they come without news from other threads in between. */
static bool is_news(const struct fiber *f, const struct event *failed, const struct event *later)
{
	return failed->rf != later->rf && graph_event(rt_graph(), later->rf)->thread != f->thread;
}

static bool may_fail_again(const struct fiber *f, uint64_t pc, const char *what, uint32_t most)
{
	const struct event *later = NULL;
	uint32_t failures = 0;

	for (uint32_t i = f->done; i-- > 0;) {
		const struct event *e = graph_event(rt_graph(), rt_graph()->threads[f->thread].at[i]);
		if (e->pc != pc)
			continue;
		if (!was_made_to_fail(e) || (later && is_news(f, e, later)))
			return true;
		later = e;
		if (++failures == most) {
			outcome_add_bound("%s was not made to fail more than %u times in a row at one place",
			                  what, most);
			return false;
		}
	}
	return true;
}

bool choice_fails(uint8_t about, uint64_t pc)
{
	uint8_t option = about == ACQ_CHOICE_THREAD ? ACQ_FAIL_THREADS : ACQ_FAIL_ALLOCATIONS;

	if (LIKELY(!(rt.outcome->request.failures & option)) || !unwind_is_program(pc))
		return false;
	return may_fail_again(rt.current, pc, "a call", FAILED_CALLS) && choose(about, 2, pc) != 0;
}

void *choice_allocate(uint8_t about, size_t size, size_t align, uint64_t pc)
{
	if (!choice_fails(about, pc))
		return heap_allocate(size, align, pc);
	memory_save((uint64_t)&errno, sizeof errno);
	errno = ENOMEM;
	return NULL;
}

/* The choices at one place that came out as 1 in a row. */
static bool in_a_row(const struct fiber *f, uint8_t about, uint64_t pc, uint32_t most, const char *what)
{
	uint32_t n = 0;

	for (uint32_t i = f->done; i-- > 0;) {
		const struct event *e = graph_event(rt_graph(), rt_graph()->threads[f->thread].at[i]);
		if (e->kind != EV_CHOICE || e->pc != pc || e->expected != about)
			continue;
		if (!e->value_read)
			break;
		if (++n == most) {
			outcome_add_bound("%s more than %u times in a row at one place", what, most);
			return true;
		}
	}
	return false;
}

bool choice_times_out(uint64_t pc)
{
	return !in_a_row(rt.current, ACQ_CHOICE_TIMEOUT, pc, TIMEOUTS, "no call was made to time out") &&
	       choose(ACQ_CHOICE_TIMEOUT, 2, pc) != 0;
}

/* Whether the last that the thread has changed was that it came to this choice, in this state. */
static bool not_ended_before(const struct fiber *f, uint64_t pc, uint64_t fingerprint)
{
	for (uint32_t i = f->done; i-- > 0;) {
		const struct event *e = graph_event(rt_graph(), rt_graph()->threads[f->thread].at[i]);
		bool alike = e->kind == EV_CHOICE && e->expected == ACQ_CHOICE_NOT_ENDED;
		if (alike && e->pc == pc && e->fingerprint == fingerprint)
			return true;
		if (!alike && !spin_changed_nothing(e))
			return false;
	}
	return false;
}

bool choice_not_ended(const struct hook_frame *frame, uint16_t thread, bool *before)
{
	struct fiber *f = rt.current;
	uint32_t effects = f->effects;
	uint64_t fingerprint = spin_fingerprint(f, frame, thread);

	*before = not_ended_before(f, frame->pc, fingerprint);
	if (*before || in_a_row(f, ACQ_CHOICE_NOT_ENDED, frame->pc, TIMEOUTS,
	                        "no thread was taken not to have ended yet"))
		return false;
	bool not_ended = choose(ACQ_CHOICE_NOT_ENDED, 2, frame->pc) != 0;
	f->effects = effects;
	graph_event(rt_graph(), rt_graph()->threads[f->thread].at[f->done - 1])->fingerprint = fingerprint;
	return not_ended;
}

static bool may_wake_up(uint64_t pc)
{
	return UNLIKELY(rt.outcome->request.failures & ACQ_FAIL_WAKEUPS) && unwind_is_program(pc) &&
	       !in_a_row(rt.current, ACQ_CHOICE_WAKEUP, pc, SPURIOUS_FAILURES,
	                 "no wait was made to end without a signal");
}

bool choice_wakes_up(uint64_t pc)
{
	return may_wake_up(pc) && choose(ACQ_CHOICE_WAKEUP, 2, pc) != 0;
}

enum wait_end choice_ends_wait(uint64_t pc)
{
	return may_wake_up(pc) ? (enum wait_end)choose(ACQ_CHOICE_WAKEUP, 3, pc) : WAIT_GOES_ON;
}

enum wait_end choice_ends_moved(const struct fiber *moved, uint64_t pc)
{
	uint32_t end = may_wake_up(pc) ? choose_about(moved->thread, ACQ_CHOICE_WAKEUP, 3, pc) : 0;

	if (end || !moved->limited)
		return (enum wait_end)end;
	return choose_about(moved->thread, ACQ_CHOICE_TIMEOUT, 2, pc) ? WAIT_TIMES_OUT : WAIT_GOES_ON;
}

bool choice_spurious(const struct fiber *f, uint64_t pc)
{
	return rt.outcome->request.failures & ACQ_FAIL_SPURIOUSLY &&
	       may_fail_again(f, pc, "a weak compare-exchange", SPURIOUS_FAILURES);
}

bool choice_failed_since(const struct fiber *f, uint64_t pc, uint64_t fingerprint)
{
	if (LIKELY(!(rt.outcome->request.failures & ACQ_FAIL_SPURIOUSLY)))
		return false;
	for (uint32_t i = f->done; i-- > 0;) {
		const struct event *e = graph_event(rt_graph(), rt_graph()->threads[f->thread].at[i]);
		if (event_failed_spuriously(e))
			return true;
		if (e->pc == pc && e->fingerprint == fingerprint)
			return false;
	}
	return false;
}

/*
 * --- Which compare-exchanges are weak, where the compiler does not say ------------------------------------
 */

enum weak_hint { NO_HINT, STRONG, WEAK, FAILED }; /* of a fiber */

EXPORT void acqrel_weak(int weak)
{
	if (rt_in_program())
		rt.current->weak_hint = weak ? WEAK : STRONG;
}

EXPORT int acqrel_failed(void)
{
	bool failed = rt_in_program() && rt.current->weak_hint == FAILED;

	if (rt_in_program())
		rt.current->weak_hint = NO_HINT;
	return failed;
}

bool choice_takes_weak(void)
{
	uint8_t weak_hint = rt.current->weak_hint;

	if (UNLIKELY(weak_hint == NO_HINT) && rt.outcome->request.failures & ACQ_FAIL_SPURIOUSLY)
		outcome_add_bound(
			"a compare-exchange did not fail spuriously, because clang does not tell whether it "
			"is weak: with gcc (CC=gcc) it would");
	rt.current->weak_hint = NO_HINT;
	return weak_hint == WEAK;
}

void choice_tell_failed(bool spuriously)
{
	if (UNLIKELY(spuriously))
		rt.current->weak_hint = FAILED;
}

/* --- <acqrel/check.h> and the names that SV-COMP uses ------------------------------------------------- */

EXPORT unsigned ar_choose(unsigned n)
{
	if (!rt_in_program()) {
		if (n == 0)
			abort();
		return (unsigned)rand() % n;
	}
	if (n == 0)
		violation_simple(ACQ_MISUSE, RETURN_ADDRESS, "ar_choose(0): there is nothing to choose from");
	return n == 1 ? 0 : choose(ACQ_CHOICE_ASKED, n, RETURN_ADDRESS);
}

#define FEW_VALUES(name, type, count)                                                 \
	EXPORT type __VERIFIER_nondet_##name(void)                                    \
	{                                                                             \
		if (rt_in_program())                                                  \
			return (type)choose(ACQ_CHOICE_ASKED, count, RETURN_ADDRESS); \
		return (type)((unsigned)rand() % count);                              \
	}

/* To explore some of the values would look as if all had been: which, somebody has to say. */
static int64_t nondet(const char *name, uint64_t pc)
{
	const struct acq_request *q = &rt.outcome->request;

	if (!q->nondet_count)
		violation_unsupported(pc,
		                      "__VERIFIER_nondet_%s: too many values to explore; say which with "
		                      "--nondet LOW..HIGH, or use ar_choose(n) for one of 0 to n-1",
		                      name);
	outcome_note(
		"of the values that __VERIFIER_nondet_int() and the like may return only those that --nondet "
		"gives are explored");
	if (q->nondet_count == 1)
		return q->nondet_low;
	return q->nondet_low + (int64_t)choose(ACQ_CHOICE_ASKED, q->nondet_count, pc);
}

#define ANY_VALUE(name, type)                                                                     \
	EXPORT type __VERIFIER_nondet_##name(void)                                                \
	{                                                                                         \
		return (type)(rt_in_program() ? nondet(#name, RETURN_ADDRESS) : (int64_t)rand()); \
	}

FEW_VALUES(bool, _Bool, 2)
FEW_VALUES(char, char, 256)
FEW_VALUES(uchar, unsigned char, 256)
ANY_VALUE(short, short)
ANY_VALUE(ushort, unsigned short)
ANY_VALUE(int, int)
ANY_VALUE(uint, unsigned)
ANY_VALUE(unsigned, unsigned)
ANY_VALUE(u32, uint32_t)
ANY_VALUE(long, long)
ANY_VALUE(ulong, unsigned long)
ANY_VALUE(longlong, long long)
ANY_VALUE(ulonglong, unsigned long long)
ANY_VALUE(size_t, size_t)
ANY_VALUE(loff_t, int64_t)
ANY_VALUE(float, float)
ANY_VALUE(double, double)

EXPORT void *__VERIFIER_nondet_pointer(void)
{
	if (rt_in_program())
		violation_unsupported(RETURN_ADDRESS,
		                      "__VERIFIER_nondet_pointer: too many values to explore");
	return NULL;
}
