/*
 * Why no signal wakes a thread that waits on a condition variable: what it looked at before, with the mutex
 * locked, and what the others did to that. Each sentence says what happened in this execution. It is only
 * said what is to be changed where that follows from it.
 */
#define _GNU_SOURCE
#include "report/explain/why_missed.h"

#include "protocol/step.h"
#include "report/explain/fixes.h"
#include "report/explain/why.h"
#include "report/explain/why_stale.h"
#include "report/names.h"
#include "report/source/places.h"
#include "report/source/stacks.h"

#include <string.h>

struct wait {
	struct report *r;
	uint32_t step; /* where the thread begins to wait */
	uint32_t lock; /* since when it had the mutex */
	uint64_t mutex;
	const char *sleeper, *mutex_name, *condition_name;
};

/* Whether the step, by the thread that waits, is another of the same wait, or made inside of a call. */
static bool is_of_call(const struct report *r, uint32_t step, const struct acq_step *wait)
{
	const struct acq_step *s = &r->steps[step];

	return r->inside[step] || (s->kind == wait->kind && s->op == wait->op);
}

/* The unlock that is part of the wait. */
static uint32_t unlock_of(const struct report *r, uint32_t wait)
{
	for (uint32_t i = wait + 1; i < r->step_count; i++)
		if (r->steps[i].thread == r->steps[wait].thread && !is_of_call(r, i, &r->steps[wait]))
			return r->steps[i].kind == ACQ_STEP_UNLOCK ? i : ACQ_NO_STEP;
	return ACQ_NO_STEP;
}

/* The last time before the step that the thread locked the mutex; ACQ_NO_STEP: it does not have it then. */
static uint32_t locked_at(const struct report *r, uint16_t thread, uint64_t mutex, uint32_t step)
{
	while (step-- > 0) {
		const struct acq_step *s = &r->steps[step];
		if (s->thread != thread || s->addr != mutex)
			continue;
		if (s->kind == ACQ_STEP_LOCK)
			return step;
		if (s->kind == ACQ_STEP_UNLOCK)
			return ACQ_NO_STEP;
	}
	return ACQ_NO_STEP;
}

static bool is_signal(const struct wait *w, uint32_t step)
{
	const struct acq_step *s = &w->r->steps[step];

	return s->kind == ACQ_STEP_CALL && s->addr == w->r->steps[w->step].addr &&
	       (s->op == ACQ_CALL_SIGNAL || s->op == ACQ_CALL_BROADCAST);
}

static const char *line_words(const struct wait *w, uint32_t step)
{
	return place_words(w->r, step_frame(w->r, step));
}

static const char *who(const struct wait *w, uint32_t step)
{
	return thread_name(w->r, w->r->steps[step].thread);
}

/* --- What it looked at ---------------------------------------------------------------------------------- */

static bool is_look(const struct wait *w, uint32_t step)
{
	const struct acq_step *s = &w->r->steps[step];

	return s->thread == w->r->steps[w->step].thread && !w->r->of_library[step] &&
	       (s->kind == ACQ_STEP_LOAD || s->kind == ACQ_STEP_CAS_FAILED || s->kind == ACQ_STEP_PLAIN_READ);
}

/* The look, before the wait, that does not see the change; ACQ_NO_STEP: none. */
static uint32_t look_missing(const struct wait *w, uint32_t change)
{
	const struct acq_step *c = &w->r->steps[change];

	for (uint32_t i = w->step; i-- > w->lock;) {
		const struct acq_step *s = &w->r->steps[i];
		bool meet = s->addr < c->addr + c->len && c->addr < s->addr + s->len;
		if (meet && is_look(w, i) && (change > i || step_misses(w->r, i, change)))
			return i;
	}
	return ACQ_NO_STEP;
}

/* The last change by another thread of what the thread has looked at, which it has not seen. */
static uint32_t missed_change(const struct wait *w, uint32_t *look)
{
	for (uint32_t i = (uint32_t)w->r->step_count; i-- > 0;) {
		const struct acq_step *s = &w->r->steps[i];
		if (!step_changes(s) || s->thread == w->r->steps[w->step].thread || w->r->of_library[i])
			continue;
		*look = look_missing(w, i);
		if (*look != ACQ_NO_STEP)
			return i;
	}
	return ACQ_NO_STEP;
}

/*
 * The thread locks the mutex and waits, with nothing in between that could have shown it whether it has to.
 */
static bool never_looks(const struct wait *w)
{
	const struct acq_step *wait = &w->r->steps[w->step];

	for (uint32_t i = w->lock + 1; i < w->step; i++) {
		if (w->r->steps[i].thread == wait->thread && !is_of_call(w->r, i, wait))
			return false;
	}
	return !w->r->note_count; /* else it may have read memory that is not instrumented */
}

/* --- What is said --------------------------------------------------------------------------------------- */

static uint32_t signal_after(const struct wait *w, uint32_t step)
{
	for (uint32_t i = step + 1; i < w->r->step_count; i++)
		if (is_signal(w, i))
			return i;
	return ACQ_NO_STEP;
}

/*
 * The mutex would have kept the change, and the signal after it, out of the time between the look and the
 * wait.
 */
static bool tell_unlocked_change(const struct wait *w, uint32_t change, uint32_t look)
{
	struct report *r = w->r;
	uint16_t waker = r->steps[change].thread;
	uint32_t signal = signal_after(w, change);

	if (signal > w->step || r->steps[signal].thread != waker ||
	    locked_at(r, waker, w->mutex, change) != ACQ_NO_STEP)
		return false;
	for (uint32_t i = change; i < signal; i++)
		if (r->steps[i].thread == waker && r->steps[i].kind == ACQ_STEP_LOCK &&
		    r->steps[i].addr == w->mutex)
			return false;
	why_say_of(r, change,
	           arena_print(
			   r->arena,
			   "%s looks at `%s` at %s, with `%s` locked, and then waits. %s has not locked `%s` "
			   "when it changes that at %s: the change and the signal come in between.",
			   w->sleeper, object_name(r, look), line_words(w, look), w->mutex_name,
			   thread_name(r, waker), w->mutex_name, line_words(w, change)));
	if (!fix_is_about_locks(r))
		r->advice = arena_print(
			r->arena, "Change `%s` with `%s` locked; to signal afterwards is early enough then.",
			object_name(r, look), w->mutex_name);
	return true;
}

static bool tell_no_signal(const struct wait *w, uint32_t change, uint32_t look)
{
	struct report *r = w->r;

	if (signal_after(w, change) != ACQ_NO_STEP)
		return false;
	why_say_of(r, change,
	           arena_print(r->arena,
	                       "%s looks at `%s` at %s before it waits. %s changes that at %s, and no thread "
	                       "signals "
	                       "`%s` afterwards.",
	                       w->sleeper, object_name(r, look), line_words(w, look), who(w, change),
	                       line_words(w, change), w->condition_name));
	r->advice = arena_print(r->arena, "If %s is to go on after that change, let %s signal `%s` after it.",
	                        w->sleeper, who(w, change), w->condition_name);
	return true;
}

/* The function that wakes all, in the interface that the source uses. */
static const char *broadcast_words(struct report *r, uint32_t signal)
{
	const struct frame *f = step_frame(r, signal);
	const struct wakers *w = wakers_at(r, f->path, f->line);

	return w ? arena_print(r->arena, "with %s", w->all) : "at once";
}

/* Where the thread has begun the wait that the signal ends. */
static uint32_t wait_ended_by(const struct wait *w, uint32_t signal)
{
	for (uint32_t i = signal; i-- > 0;)
		if (w->r->steps[i].thread == w->r->steps[signal].peer &&
		    w->r->steps[i].kind == ACQ_STEP_CALL && w->r->steps[i].op == ACQ_CALL_WAIT)
			return i;
	return ACQ_NO_STEP;
}

/* The signal, since it waits, that has woken another thread; ACQ_NO_STEP: none. */
static uint32_t signal_for_other(const struct wait *w)
{
	uint32_t signal = signal_after(w, w->step);
	const struct acq_step *s = signal < w->r->step_count ? &w->r->steps[signal] : NULL;

	return s && s->op == ACQ_CALL_SIGNAL && s->peer != ACQ_NO_THREAD &&
	                       s->peer != w->r->steps[w->step].thread
	               ? signal
	               : ACQ_NO_STEP;
}

/*
 * Whether the thread that the signal has woken had come to wait for something else, as far as the places
 * tell.
 */
static bool waits_elsewhere(const struct wait *w, uint32_t signal)
{
	uint32_t other = wait_ended_by(w, signal);

	return other != ACQ_NO_STEP && strcmp(line_words(w, w->step), line_words(w, other));
}

const struct wakers *wakers_at(struct report *r, const char *path, int line)
{
	static const struct wakers known[] = {
		{"pthread_cond_signal", "pthread_cond_broadcast"},
		{"cnd_signal", "cnd_broadcast"},
		{"notify_one", "notify_all"},
	};
	const char *text = source_line(r->sources, path, line);

	for (size_t i = 0; text && i < sizeof known / sizeof known[0]; i++)
		if (strstr(text, known[i].one))
			return &known[i];
	return NULL;
}

static void tell_other_woken(const struct wait *w, uint32_t signal)
{
	struct report *r = w->r;
	const char *other = thread_name(r, r->steps[signal].peer);

	why_say(r,
	        arena_print(r->arena,
	                    "When %s signals at %s, %s waits, but so does %s. A signal wakes only one of the "
	                    "threads that wait, any of them: here %s.",
	                    who(w, signal), line_words(w, signal), w->sleeper, other, other));
	if (waits_elsewhere(w, signal))
		r->advice = arena_print(
			r->arena,
			"If the threads that wait at %s and at %s wait for different things, give each "
			"a condition variable of its own, or wake all of them %s.",
			line_words(w, wait_ended_by(w, signal)), line_words(w, w->step),
			broadcast_words(r, signal));
	else if (!fix_is_about_signals(r))
		r->advice = arena_print(
			r->arena,
			"If more than one of the waiting threads can go on then, wake all of them %s.",
			broadcast_words(r, signal));
}

static void tell_no_look(const struct wait *w)
{
	struct report *r = w->r;
	bool early = false;

	for (uint32_t i = 0; i < w->step; i++)
		early |= is_signal(w, i) && !r->steps[i].value_read;
	if (!early || !never_looks(w))
		return;
	why_say(r,
	        arena_print(
			r->arena,
			"A condition variable remembers no signals, and between %s, where %s locks `%s`, and "
			"the wait it reads nothing that could show that one has come.",
			line_words(w, w->lock), w->sleeper, w->mutex_name));
	r->advice = arena_print(
		r->arena,
		"Let %s wait only while what it waits for has not happened, and let the thread that "
		"signals record that it has: both with `%s` locked.",
		w->sleeper, w->mutex_name);
}

static void tell(const struct wait *w)
{
	uint32_t look, change = missed_change(w, &look), signal = signal_for_other(w);

	if (change != ACQ_NO_STEP && tell_unlocked_change(w, change, look))
		return;
	if (signal != ACQ_NO_STEP)
		tell_other_woken(w, signal);
	/* What the one that was woken does with what they both wait for need not concern this one. */
	bool own = change != ACQ_NO_STEP && signal != ACQ_NO_STEP &&
	           w->r->steps[signal].peer == w->r->steps[change].thread && !waits_elsewhere(w, signal);
	if (change != ACQ_NO_STEP && !own && tell_no_signal(w, change, look))
		return;
	if (signal == ACQ_NO_STEP)
		tell_no_look(w);
}

void why_missed(struct report *r, uint32_t step)
{
	struct wait w = {.r = r, .step = step};
	uint32_t unlock = unlock_of(r, step);

	if (unlock == ACQ_NO_STEP)
		return;
	w.mutex = r->steps[unlock].addr;
	w.lock = locked_at(r, r->steps[step].thread, w.mutex, step);
	if (w.lock == ACQ_NO_STEP)
		return;
	w.sleeper = who(&w, step);
	w.mutex_name = object_name(r, unlock);
	w.condition_name = object_name(r, step);
	tell(&w);
}
