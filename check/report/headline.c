/* The first sentence, for each verdict. */
#include "report/headline.h"

#include "protocol/outcome.h"
#include "protocol/request.h"
#include "protocol/step.h"
#include "protocol/verdict.h"
#include "report/explain/circle.h"
#include "report/locations.h"
#include "report/names.h"
#include "report/source/places.h"
#include "report/source/stacks.h"
#include "report/words.h"

#include <signal.h>
#include <string.h>

static const char *executions(struct report *r, unsigned long long n)
{
	return arena_print(r->arena, "%llu execution%s", n, n == 1 ? "" : "s");
}

static const char *ok_words(struct report *r)
{
	unsigned long long complete = r->o->progress.complete, blocked = r->o->progress.blocked;
	const char *rest = blocked ? arena_print(r->arena, " (%llu more %s blocked)", blocked,
	                                         blocked == 1 ? "was" : "were")
	                           : "";

	if (complete == 1)
		return arena_print(r->arena, "no error: the one execution was explored%s", rest);
	return arena_print(r->arena, "no error: all %s explored%s", executions(r, complete), rest);
}

static const char *share_words(struct report *r)
{
	double n = r->run->estimate, complete = (double)r->o->progress.complete, percent = 100 * complete / n;
	char total[32];

	if (!r->run->stopped || n <= complete)
		return "";
	number_words(total, n);
	if (r->run->at_least)
		return n < 1.1 * complete ? ", and there are more"
		                          : arena_print(r->arena, ", of at least %s", total);
	if (percent < 0.1)
		return arena_print(r->arena, ", less than 0.1 %% of an estimated %s", total);
	if (percent > 99)
		percent = 99; /* it was not all */
	return arena_print(r->arena, ", about %.*f %% of an estimated %s", percent < 10, percent, total);
}

static const char *incomplete_words(struct report *r)
{
	unsigned long long complete = r->o->progress.complete, blocked = r->o->progress.blocked;
	const char *share = share_words(r);

	if (blocked)
		return arena_print(r->arena,
		                   "incomplete: no error in the %s explored so far%s (%llu more blocked)",
		                   executions(r, complete), share, blocked);
	return arena_print(r->arena, "incomplete: no error in the %s explored so far%s",
	                   executions(r, complete), share);
}

/* What std::terminate() was called for is in the name of the library's function that called it. */
static const char *why_terminated(struct report *r)
{
	static const char joinable[] = ": a std::thread that was neither joined nor detached is ";
	struct location *l = location_of(r, ACQ_SITE_ACCESS);
	struct frame frames[MOST_INLINED];

	for (uint64_t i = 0; l && i < l->site->stack_len && l->site->stack_off + i < r->pc_count; i++) {
		size_t n =
			symbols_frames(r->symbols, r->pcs[l->site->stack_off + i] - 1, frames, MOST_INLINED);
		for (size_t k = 0; k < n; k++) {
			const char *name = frames[k].function;
			if (name && !strcmp(name, "std::thread::~thread"))
				return arena_print(r->arena, "%sdestroyed", joinable);
			if (name && !strcmp(name, "std::thread::operator="))
				return arena_print(r->arena, "%sassigned to", joinable);
		}
	}
	return "";
}

static const char *crash_words(struct report *r)
{
	int signal = r->run->done ? (int)r->o->signal : r->run->signal;

	if (!r->run->done)
		return arena_print(r->arena, "crash: %s", r->message);
	if (!strcmp(r->message, "stack overflow"))
		return "stack overflow: the calls nest too deeply, or a local variable is too large";
	if (signal == SIGSEGV && *r->message)
		return arena_print(r->arena, "crash: %s", r->message);
	if (signal == SIGABRT && *r->message)
		return arena_print(r->arena, "crash: %s%s", r->message, why_terminated(r));
	if (signal == SIGSEGV && r->o->len && r->o->addr < 4096)
		return "crash: NULL pointer dereference";
	if (signal == SIGSEGV && !r->o->addr)
		return "crash: NULL pointer dereference, or an access through a wild pointer";
	return arena_print(r->arena, "crash: %s", signal_words(signal));
}

static const char *unsupported_words(struct report *r)
{
	const char *m = r->message && *r->message ? r->message : "something that is not modelled";
	bool is_name = m[strspn(m, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")] == 0;

	if (!strncmp(m, "memory_order_", strlen("memory_order_")))
		return arena_print(r->arena, "unsupported: %s is not modelled yet", m);
	if (is_name)
		return arena_print(r->arena, "unsupported: %s() is not modelled", m);
	return arena_print(r->arena, "unsupported: %s", m);
}

/* Where in its block an access lies is in the message; where the block came from is not. */
static const char *with_message(struct report *r, const char *what, const char *subject)
{
	bool has_message = r->message && *r->message;

	if (has_message && subject)
		return arena_print(r->arena, "%s: %s (%s)", what, r->message, subject);
	if (has_message)
		return arena_print(r->arena, "%s: %s", what, r->message);
	return subject ? arena_print(r->arena, "%s: %s", what, subject) : what;
}

/* Where the block that the message speaks of was allocated. */
static const char *origin_words(struct report *r)
{
	struct location *alloc = location_of(r, ACQ_SITE_ALLOC);

	return alloc ? arena_print(r->arena, "allocated at %s", place_full(r, stack_top(&alloc->stack)))
	             : NULL;
}

/* An index that lies outside an array: no access was made, so the source has to say which array it is. */
static const char *index_words(struct report *r)
{
	struct location *l = location_of(r, ACQ_SITE_ACCESS);
	const char *expression = NULL;

	if (l && !l->site->len && l->site->step < r->step_count)
		expression = expression_of(r, l->site->step);
	return expression ? arena_print(r->arena, "`%s`", expression) : NULL;
}

/* The variable that an access lies next to. */
static const char *variable_words(struct report *r)
{
	const char *name =
		r->o->object_len ? address_name(r, r->o->object_addr, r->o->object_len, NULL) : NULL;

	return name ? arena_print(r->arena, "`%s`", name) : NULL;
}

static const char *outside_words(struct report *r)
{
	const char *subject = origin_words(r);

	subject = subject ? subject : variable_words(r);
	return with_message(r, "out of bounds", subject ? subject : index_words(r));
}

static const char *use_after_free_words(struct report *r, const char *subject)
{
	if (r->message && *r->message)
		return with_message(r, "use after free", subject);
	return arena_print(r->arena, "use after free of %s%s", subject ? subject : "heap memory",
	                   r->o->ordered ? "" : ": nothing orders the free after the use");
}

static const char *leak_words(struct report *r, const char *subject)
{
	if (r->message && *r->message)
		return arena_print(
			r->arena,
			"memory leak: %s, are still allocated at the end, and no pointer of the program "
			"leads to them",
			r->message);
	return arena_print(
		r->arena, "memory leak: %s%s is still allocated at the end, and nothing points to it",
		subject ? subject : "a heap block",
		r->o->block_len ? arena_print(r->arena, " (%s)", bytes_text(r, r->o->block_len)) : "");
}

/* The n-th thread that is stuck in this way; *count: how many there are. */
static const struct acq_step *stuck_step(const struct report *r, uint8_t kind, size_t n, size_t *count)
{
	const struct acq_step *found = NULL;

	*count = 0;
	for (size_t i = 0; i < r->location_count; i++) {
		const struct acq_site *site = r->locations[i].site;
		if (site->role != ACQ_SITE_STUCK || site->step >= r->step_count ||
		    (kind && r->steps[site->step].stuck != kind))
			continue;
		if (++*count == n + 1)
			found = &r->steps[site->step];
	}
	return found;
}

/* What one thread of a deadlock waits for. */
static const char *wait_words(struct report *r, const struct acq_step *s)
{
	const char *self = s->peer == s->thread ? "itself" : NULL;

	return arena_print(r->arena,
	                   s->stuck == ACQ_STUCK_JOIN ? "waits for %s to end"
	                                              : "waits for a lock that %s holds",
	                   self ? self : thread_name(r, s->peer));
}

#define MOST_NAMED 3

static const char *circle_words(struct report *r)
{
	const struct acq_step *a = &r->steps[r->circle[0]], *b = &r->steps[r->circle[r->circle_count - 1]];
	bool locks = true;

	for (size_t i = 0; i < r->circle_count; i++)
		locks = locks && r->steps[r->circle[i]].stuck == ACQ_STUCK_LOCK;
	if (r->circle_count == 1 && locks)
		return arena_print(r->arena, "deadlock: %s locks what it has locked already",
		                   thread_name(r, a->thread));
	if (r->circle_count == 2 && locks)
		return arena_print(r->arena, "deadlock: %s and %s each wait for a lock that the other holds",
		                   thread_name(r, a->thread), thread_name(r, b->thread));
	if (r->circle_count > MOST_NAMED)
		return arena_print(r->arena, "deadlock: %zu threads wait for each other in a cycle",
		                   r->circle_count);
	const char *words = "deadlock";
	for (size_t i = 0; i < r->circle_count; i++) {
		const struct acq_step *s = &r->steps[r->circle[i]];
		words = arena_print(r->arena, "%s%s %s %s", words,
		                    i == 0                     ? ":"
		                    : i + 1 == r->circle_count ? " and"
		                                               : ",",
		                    thread_name(r, s->thread), wait_words(r, s));
	}
	return words;
}

static const char *deadlock_words(struct report *r)
{
	size_t all, locks, joins, waits_for_others;
	const struct acq_step *a = stuck_step(r, ACQ_STUCK_LOCK, 0, &locks);

	if (r->circle_count)
		return circle_words(r);
	stuck_step(r, ACQ_STUCK_NOT, 0, &all);
	stuck_step(r, ACQ_STUCK_JOIN, 0, &joins);
	const struct acq_step *waiting = stuck_step(r, ACQ_STUCK_WAIT, 0, &waits_for_others);
	if (waiting && waits_for_others == 1 &&
	    joins + 1 == all) /* those who wait for it to end are not at fault */
		return arena_print(r->arena,
		                   "deadlock: %s waits, and no thread is left that would let it go on",
		                   thread_name(r, waiting->thread));
	if (!a)
		return arena_print(r->arena, "deadlock: %zu thread%s for ever", all,
		                   all == 1 ? " waits" : "s wait");
	const char *waits = thread_name(r, a->thread), *owner = thread_name(r, a->peer);
	if (thread_ended(r, a->peer))
		return arena_print(r->arena, "deadlock: %s waits for a lock that %s held when it ended",
		                   waits, owner);
	if (stuck_step_of(r, a->peer))
		return arena_print(r->arena, "deadlock: %s waits for a lock that %s holds, and %s waits too",
		                   waits, owner, owner);
	return arena_print(r->arena, "deadlock: %s waits for a lock that %s does not unlock any more", waits,
	                   owner);
}

static const char *lost_wakeup_words(struct report *r)
{
	size_t asleep;
	const struct acq_step *s = stuck_step(r, ACQ_STUCK_SLEEP, 0, &asleep);

	if (!asleep)
		return with_message(r, "lost wake-up", NULL);
	if (asleep == 1)
		return arena_print(r->arena, "lost wake-up: %s sleeps, and no thread is left to wake it",
		                   thread_name(r, s->thread));
	return arena_print(r->arena, "lost wake-up: %zu threads sleep, and no thread is left to wake them",
	                   asleep);
}

static const char *livelock_words(struct report *r)
{
	size_t spinning;
	const struct acq_step *s = stuck_step(r, ACQ_STUCK_SPIN, 0, &spinning);

	if (!spinning)
		return with_message(r, "livelock", NULL);
	if (spinning == 1)
		return arena_print(r->arena,
		                   "livelock: %s waits in a loop for what no thread will do any more",
		                   thread_name(r, s->thread));
	return arena_print(r->arena,
	                   "livelock: %zu threads wait in loops for what no thread will do any more",
	                   spinning);
}

static const char *assertion_words(struct report *r)
{
	const char *m = r->message && *r->message ? r->message : "abort() was called";
	size_t n = strlen(m);

	if (n > 11 && !strcmp(m + n - 10, "was called"))
		return m;
	return arena_print(r->arena, "assertion failed: %s", m);
}

/* Which of them it was can be said where one process has explored and all of them. */
static const char *exit_words(struct report *r)
{
	const struct acq_request *q = &r->o->request;
	const char *m = r->message && *r->message ? r->message : "the program has failed";

	if (q->workers > 1 || q->witness.count)
		return m;
	return arena_print(r->arena, "%s in execution %llu", m,
	                   (unsigned long long)r->o->progress.complete + 1);
}

static bool races_with_malloc(const struct report *r)
{
	for (size_t i = 0; i < r->location_count; i++)
		if (r->locations[i].site->role != ACQ_SITE_ALLOC &&
		    r->locations[i].site->kind == ACQ_STEP_ALLOC)
			return true;
	return false;
}

static const char *race_words(struct report *r, const char *subject)
{
	if (!races_with_malloc(r))
		return arena_print(r->arena, "data race on %s", subject);
	return arena_print(r->arena, "data race on %s: nothing orders its use after its allocation", subject);
}

static const char *words(struct report *r)
{
	const char *subject = r->run->done ? subject_name(r) : NULL;

	switch (r->verdict) {
	case ACQ_OK:
		return ok_words(r);
	case ACQ_INCOMPLETE:
		return incomplete_words(r);
	case ACQ_DATA_RACE:
		return race_words(r, subject ? subject : "memory");
	case ACQ_ASSERTION:
		return assertion_words(r);
	case ACQ_EXIT_FAILURE:
		return exit_words(r);
	case ACQ_DEADLOCK:
		return deadlock_words(r);
	case ACQ_LOST_WAKEUP:
		return lost_wakeup_words(r);
	case ACQ_LIVELOCK:
		return livelock_words(r);
	case ACQ_USE_AFTER_FREE:
		return use_after_free_words(r, subject);
	case ACQ_DOUBLE_FREE:
		return with_message(r, "double free", subject);
	case ACQ_INVALID_FREE:
		return with_message(r, "invalid free", origin_words(r));
	case ACQ_OUT_OF_BOUNDS:
		return outside_words(r);
	case ACQ_UNINITIALIZED:
		return with_message(r, "use of uninitialized memory", origin_words(r));
	case ACQ_LEAK:
		return leak_words(r, subject);
	case ACQ_CRASH:
		return crash_words(r);
	case ACQ_MISUSE:
		return with_message(r, "misuse", NULL);
	case ACQ_UNSUPPORTED:
		return unsupported_words(r);
	default:
		return with_message(r, verdict_word(r->verdict), subject);
	}
}

void headline_resolve(struct report *r)
{
	r->headline = words(r);
	if (r->verdict == ACQ_LIVELOCK && location_of(r, ACQ_SITE_ACCESS))
		r->advice = "If the loop waits for what another thread writes, let it read that with an "
			    "atomic load or with a "
			    "mutex locked: compilers may read a plain variable once, before the loop.";
	if (r->verdict == ACQ_UNSUPPORTED && location_of(r, ACQ_SITE_ACCESS))
		r->advice = "What the checker does not model it does not guess at. Where the program can do "
			    "without, "
			    "leave it out under the checker: #ifndef ACQREL_CHECKING ... #endif.";
}
