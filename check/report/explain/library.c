/*
 * Calls of libacqrel, as its users see them: the atomic operations and system calls that one is made of
 * become one step at the user's line, of the kind that the same call of pthreads has. So a circle of locks is
 * a deadlock and a notification that came too early is one, whatever the library does underneath.
 */
#define _GNU_SOURCE
#include "report/explain/library.h"

#include "protocol/step.h"
#include "protocol/verdict.h"
#include "report/explain/library_calls.h"
#include "report/source/expression.h"
#include "report/source/stacks.h"

#include <string.h>

/*
 * The step that is shown for one that others read from: itself, or what stands for its call; ACQ_NO_STEP:
 * none.
 */
static uint32_t shown(const struct calls *c, uint32_t step)
{
	uint32_t call = c->of_step[step];

	if (!c->r->inside[step])
		return step;
	while (call && c->at[call - 1].stands == ACQ_NO_STEP)
		call = c->at[call - 1].outer;
	return call ? c->at[call - 1].stands : ACQ_NO_STEP;
}

/* The read of the call that took over most from another thread: the last that synchronizes, else none. */
static uint32_t source_of(const struct calls *c, uint32_t call)
{
	const struct call *k = &c->at[call - 1];

	for (uint32_t i = k->last + 1; i-- > k->first;) {
		const struct acq_step *s = &c->steps[i];
		if (c->of_step[i] == call && s->flags & ACQ_STEP_SYNCHRONIZES && s->from < c->r->step_count &&
		    c->steps[s->from].thread != s->thread)
			return s->from;
	}
	return ACQ_NO_STEP;
}

/* Which thread each notification lets go: the one that reads what it wrote while it waits. */
static void find_notified(struct calls *c)
{
	for (uint32_t i = 0; i < c->r->step_count; i++) {
		const struct acq_step *s = &c->steps[i];
		uint32_t reader = c->of_step[i],
			 writer = s->from < c->r->step_count ? c->of_step[s->from] : 0;
		if (reader && writer && c->at[reader - 1].does == WAITS &&
		    c->at[writer - 1].notified == ACQ_NO_THREAD)
			c->at[writer - 1].notified = s->thread;
	}
}

static bool has_locked(const struct calls *c, const struct call *k)
{
	if (k->does == LOCKS)
		return k->returned;
	return k->does == TRIES && k->returned && k->family->size <= 4 && k->last_write != ACQ_NO_STEP &&
	       !c->steps[k->last_write].value_read;
}

static uint8_t lock_op(const struct call *k)
{
	if (strncmp(k->function, "ar_rwlock_", strlen("ar_rwlock_")) &&
	    strncmp(k->function, "g_rw_lock_", strlen("g_rw_lock_")))
		return ACQ_CALL_NONE;
	return strstr(k->function, "read") ? ACQ_CALL_READ_LOCK : ACQ_CALL_WRITE_LOCK;
}

/* Makes the step that stands for the call what the call is. */
static void stand(struct calls *c, uint32_t call)
{
	struct call *k = &c->at[call - 1];
	bool simple_lock = k->family && k->family->size <= 4;
	uint32_t at = k->last_write == ACQ_NO_STEP ? k->last : k->last_write;
	uint8_t kind = ACQ_STEP_CALL, op = ACQ_CALL_LIBRARY;

	if (k->does == UNLOCKS || k->does == WAITS)
		at = k->does == WAITS || k->first_write == ACQ_NO_STEP ? k->first : k->first_write;
	if (k->does == UNLOCKS)
		kind = ACQ_STEP_UNLOCK;
	else if (has_locked(c, k))
		kind = ACQ_STEP_LOCK, op = lock_op(k);
	else if (k->does == TRIES && simple_lock && k->returned)
		kind = ACQ_STEP_TRYLOCK_FAILED, op = ACQ_CALL_NONE;
	else if (k->does == WAITS)
		op = ACQ_CALL_WAIT;
	else if (k->does == NOTIFIES_ONE || k->does == NOTIFIES_ALL)
		op = k->does == NOTIFIES_ONE ? ACQ_CALL_SIGNAL : ACQ_CALL_BROADCAST;
	if (k->speaks || (k->stuck && (k->does != WAITS || k->first == k->last)))
		return; /* where it is stuck it says so itself */
	k->stands = at;
	uint32_t from = source_of(c, call);
	c->steps[at] = (struct acq_step){
		.kind = kind,
		.order = ACQ_NO_ORDER,
		.op = op,
		.flags = (uint8_t)(from == ACQ_NO_STEP ? 0 : ACQ_STEP_SYNCHRONIZES),
		.thread = k->thread,
		.peer = op == ACQ_CALL_SIGNAL ? k->notified : ACQ_NO_THREAD,
		.stack_len = c->steps[at].stack_len,
		.stack_off = c->steps[at].stack_off,
		.from = from,
		.newest = ACQ_NO_STEP,
		.repeat = 1,
		.addr = k->object,
		.len = 1,
		.value_read = k->first_write != ACQ_NO_STEP,
	};
}

/* Who has locked it and not unlocked it again. */
static uint16_t holder(const struct calls *c, const struct call *waiting, uint32_t step)
{
	for (uint32_t i = step; i-- > 0;) {
		uint32_t call = c->of_step[i];
		const struct call *k = call ? &c->at[call - 1] : NULL;
		if (!k || k->stands != i || c->steps[i].kind != ACQ_STEP_LOCK ||
		    !library_calls_share_lock(k, waiting))
			continue;
		bool unlocked = false;
		for (uint32_t u = i + 1; u < step && !unlocked; u++)
			unlocked = c->of_step[u] && c->steps[u].kind == ACQ_STEP_UNLOCK &&
			           c->steps[u].thread == k->thread &&
			           library_calls_share_lock(&c->at[c->of_step[u] - 1], k);
		if (!unlocked)
			return k->thread;
	}
	return ACQ_NO_THREAD;
}

/* What a thread that goes no further waits for; whether that is something else than the runtime can know. */
static bool explain_stuck(struct calls *c, uint32_t step)
{
	struct acq_step *s = &c->steps[step];
	const struct call *k = &c->at[c->of_step[step] - 1];

	bool specified = s->stuck == ACQ_STUCK_WAIT && s->op == ACQ_CALL_LIBRARY && k->does == LOCKS;

	if (s->stuck != ACQ_STUCK_SLEEP && s->stuck != ACQ_STUCK_SPIN && !specified)
		return false;
	s->addr = k->object;
	s->len = 1;
	if (k->does == LOCKS) {
		s->stuck = ACQ_STUCK_LOCK;
		s->peer = holder(c, k, step);
	} else if (k->does == WAITS) {
		s->stuck = ACQ_STUCK_SLEEP;
		s->op = ACQ_CALL_NONE;
	} else {
		s->stuck = k->does == SLEEPS ? ACQ_STUCK_SLEEP : ACQ_STUCK_WAIT;
		s->op = ACQ_CALL_LIBRARY;
	}
	return true;
}

/* As the runtime does it, which cannot know what the library's words and loops stand for. */
static enum acq_verdict stuck_verdict(const struct calls *c)
{
	bool sleeps = false, spins = false, waits = false;

	for (uint32_t i = 0; i < c->r->step_count; i++) {
		const struct acq_step *s = &c->steps[i];
		if (s->kind != ACQ_STEP_STUCK || !(s->flags & ACQ_STEP_OFFENDING))
			continue;
		sleeps |= s->stuck == ACQ_STUCK_SLEEP;
		spins |= s->stuck == ACQ_STUCK_SPIN;
		waits |= s->stuck == ACQ_STUCK_LOCK || s->stuck == ACQ_STUCK_WAIT;
	}
	return sleeps ? ACQ_LOST_WAKEUP : spins && !waits ? ACQ_LIVELOCK : ACQ_DEADLOCK;
}

void library_resolve(struct report *r)
{
	struct calls c = {.r = r};
	bool explained = false;
	bool is_stuck = acq_verdict_is(r->verdict, ACQ_WAITS);

	r->inside = arena_alloc(r->arena, r->step_count + 1);
	r->of_library = arena_alloc(r->arena, r->step_count + 1);
	if (!r->run->library || !r->step_count)
		return;
	c.steps = arena_alloc(r->arena, r->step_count * sizeof *c.steps);
	memcpy(c.steps, r->steps, r->step_count * sizeof *c.steps);
	c.of_step = arena_alloc(r->arena, r->step_count * sizeof *c.of_step);
	library_calls_find(&c);
	find_notified(&c);
	for (uint32_t k = 1; k <= c.count; k++)
		stand(&c, k);
	for (uint32_t i = 0; i < r->step_count; i++) {
		struct acq_step *s = &c.steps[i];
		uint32_t call = c.of_step[i];
		r->of_library[i] = call != 0;
		r->inside[i] |= call && c.at[call - 1].stands != i && s->kind != ACQ_STEP_STUCK &&
		                !library_step_speaks(&r->steps[i]);
		if (!r->inside[i] && s->from < r->step_count)
			s->from = shown(&c, s->from);
		if (call && s->kind == ACQ_STEP_STUCK && is_stuck)
			explained |= explain_stuck(&c, i);
	}
	r->steps = c.steps;
	if (explained)
		r->verdict = stuck_verdict(&c);
}

const char *library_words(struct report *r, uint32_t step)
{
	const struct frame *f = step_frame(r, step);
	const char *line = f->column ? source_line(r->sources, f->path, f->line) : NULL;
	struct span span = line ? expression_at(line, f->column, EXPRESSION_CALL) : (struct span){0, 0};
	struct library_call l;

	while (span.start < span.end && strchr("!(*& ", line[span.start])) /* what is done with the result */
		span.start++;
	if (span.end - span.start > 3 && span.end - span.start <= 50)
		return arena_copy(r->arena, line + span.start, (size_t)(span.end - span.start));
	if (!library_call_at(r, step, &l))
		return arena_print(r->arena, "%s()", f->function ? f->function : "a call");
	size_t n = strlen(l.functions[0]);
	if (n > 3 && !strcmp(l.functions[0] + n - 3, "_by")) /* what a macro of that name calls */
		n -= 3;
	while (n && l.functions[0][n - 1] == '_')
		n--;
	return arena_print(r->arena, "%.*s()", (int)n, l.functions[0]);
}
