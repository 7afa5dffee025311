/*
 * Which steps are made in which call of libacqrel, or of another library that is taken as it is specified,
 * and what that does: known by the names of its functions.
 */
#include "report/explain/library_calls.h"

#include "protocol/step.h"
#include "report/explain/why_stale.h"
#include "report/rows.h"
#include "report/source/stacks.h"

#include <string.h>

static const struct lock_family families[] = {
	{"ar_mutex_", 4},
	{"ar_spinlock_", 4},
	{"ar_spin_", 4},
	{"ar_recursive_", 16},
	{"ar_robust_", 32},
	{"ar_rwlock_", 8},
	/* GLib's: check/specifications/glib */
	{"g_mutex_", 4},
	{"g_rec_mutex_", 16},
	{"g_rw_lock_", 16},
	{"g_bit_", 4},
	{"g_pointer_bit_", 8},
};

static bool begins(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

static bool ends(const char *s, const char *with)
{
	size_t n = strlen(s), m = strlen(with);

	return n >= m && !strcmp(s + n - m, with);
}

static enum does lock_does(const char *f)
{
	if (strstr(f, "unlock") || ends(f, "guard_end") || ends(f, "read_end") || ends(f, "write_end"))
		return UNLOCKS;
	if (strstr(f, "try") || strstr(f, "_until"))
		return TRIES;
	return strstr(f, "_lock") || ends(f, "_begin") ? LOCKS : DOES_SOMETHING;
}

static const struct lock_family *family_of(const char *f)
{
	for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
		if (begins(f, families[i].prefix))
			return &families[i];
	return NULL;
}

static enum does what_it_does(const char *f)
{
	const struct lock_family *family = family_of(f);

	if (family)
		return lock_does(f + strlen(family->prefix) - 1);
	if (begins(f, "ar_condvar_wait") || begins(f, "g_cond_wait"))
		return WAITS;
	if (begins(f, "ar_condvar_notify_one") || begins(f, "ar_condvar_notify_first") ||
	    begins(f, "g_cond_signal"))
		return NOTIFIES_ONE;
	if (begins(f, "ar_condvar_notify") || begins(f, "g_cond_broadcast"))
		return NOTIFIES_ALL;
	return begins(f, "ar_park") || begins(f, "ar_wait") ? SLEEPS : DOES_SOMETHING;
}

bool library_step_speaks(const struct acq_step *s)
{
	bool marked = s->kind != ACQ_STEP_STUCK && s->flags & ACQ_STEP_OFFENDING;

	return marked || s->kind == ACQ_STEP_CREATE || s->kind == ACQ_STEP_BEGIN || s->kind == ACQ_STEP_END ||
	       s->kind == ACQ_STEP_JOIN || s->kind == ACQ_STEP_EXIT || s->kind == ACQ_STEP_CHOICE ||
	       (s->kind == ACQ_STEP_STUCK && s->stuck == ACQ_STUCK_JOIN);
}

static bool is_same_place(const struct call *c, const struct library_call *l)
{
	return l->caller.path && c->depth == l->depth && c->caller.line == l->caller.line &&
	       c->caller.column == l->caller.column && !strcmp(c->caller.path, l->caller.path);
}

/*
 * A macro may call several functions, whose names then end like this; with the first of them it begins anew.
 */
static bool is_same(const struct call *c, const struct library_call *l, const char *function)
{
	if (!is_same_place(c, l))
		return false;
	return strcmp(c->function, function) ? ends(function, "_") : !strcmp(c->last_function, function);
}

static uint32_t open_call(struct calls *c, const struct library_call *l, const char *function,
                          uint16_t thread, uint32_t step, uint32_t outer)
{
	c->at = arena_grow(c->r->arena, c->at, c->count, &c->room, sizeof *c->at);
	c->at[c->count++] = (struct call){
		.function = function,
		.last_function = function,
		.caller = l->caller,
		.depth = l->depth,
		.family = family_of(function),
		.does = what_it_does(function),
		.thread = thread,
		.notified = ACQ_NO_THREAD,
		.first = step,
		.first_write = ACQ_NO_STEP,
		.last_write = ACQ_NO_STEP,
		.stands = ACQ_NO_STEP,
		.outer = outer,
	};
	return (uint32_t)c->count;
}

static void add_step(struct calls *c, uint32_t call, uint32_t step)
{
	struct call *k = &c->at[call - 1];
	const struct acq_step *s = &c->steps[step];

	c->of_step[step] = call;
	k->last = step;
	k->stuck |= s->kind == ACQ_STEP_STUCK;
	k->speaks |= library_step_speaks(s);
	if (!step_writes(s))
		return;
	k->last_write = step;
	if (k->first_write == ACQ_NO_STEP)
		k->first_write = step;
}

/* The lock that a call of another kind locks or unlocks; NULL: none. */
static const char *lock_within(const struct library_call *l)
{
	for (size_t i = 1; l->functions[i]; i++)
		if (family_of(l->functions[i]) && what_it_does(l->functions[0]) == WAITS)
			return l->functions[i];
	return NULL;
}

static void close_call(struct calls *c, uint32_t *call)
{
	if (*call)
		c->at[*call - 1].returned = true;
	*call = 0;
}

/* Which steps are made in which call: by thread, because others come in between. */
static void find_steps(struct calls *c)
{
	size_t n = c->r->thread_count + 1;
	uint32_t *current = arena_alloc(c->r->arena, n * sizeof *current),
		 *nested = arena_alloc(c->r->arena, n * sizeof *nested);

	for (uint32_t i = 0; i < c->r->step_count; i++) {
		const struct acq_step *s = &c->steps[i];
		struct library_call l;
		uint16_t t = s->thread;
		if (t >= c->r->thread_count || s->kind == ACQ_STEP_BEGIN)
			continue;
		bool inside = library_call_at(c->r, i, &l);
		c->r->inside[i] = inside && !l.caller.path;
		if (!inside && current[t] && step_is_plain(s) && is_same_place(&c->at[current[t] - 1], &l)) {
			c->r->inside[i] =
				!(s->flags & ACQ_STEP_OFFENDING); /* what the macro does in between */
			continue;
		}
		if (current[t] &&
		    !(inside && l.caller.path && is_same(&c->at[current[t] - 1], &l, l.functions[0]))) {
			close_call(c, &nested[t]);
			close_call(c, &current[t]);
		}
		if (!inside || !l.caller.path)
			continue;
		if (!current[t])
			current[t] = open_call(c, &l, l.functions[0], t, i, 0);
		const char *lock = lock_within(&l);
		if (nested[t] && !(lock && is_same(&c->at[nested[t] - 1], &l, lock)))
			close_call(c, &nested[t]);
		if (lock && !nested[t])
			nested[t] = open_call(c, &l, lock, t, i, current[t]);
		c->at[current[t] - 1].last_function = l.functions[0];
		add_step(c, lock ? nested[t] : current[t], i);
	}
}

static bool accesses_object(const struct acq_step *s)
{
	return s->kind < ACQ_STEP_FENCE || s->kind == ACQ_STEP_LOCK || s->kind == ACQ_STEP_TRYLOCK_FAILED ||
	       s->kind == ACQ_STEP_UNLOCK || s->kind == ACQ_STEP_CALL ||
	       (s->kind == ACQ_STEP_STUCK && (s->stuck == ACQ_STUCK_LOCK || s->stuck == ACQ_STUCK_WAIT));
}

/* The lowest address of what the call is about: its first access, and those of the same object. */
static uint64_t object_of(const struct calls *c, uint32_t call, uint64_t but)
{
	const struct call *k = &c->at[call - 1];
	uint64_t size = k->family ? k->family->size : 1, first = 0;

	for (uint32_t i = k->first; i <= k->last; i++) {
		const struct acq_step *s = &c->steps[i];
		if (c->of_step[i] != call || !accesses_object(s) || s->addr == but)
			continue;
		if (!first)
			first = s->addr;
		else if (s->addr < first && first - s->addr < size)
			first = s->addr;
	}
	return first;
}

/* The mutex that a wait unlocks is none of its own objects. */
static void find_objects(struct calls *c)
{
	uint64_t *mutex = arena_alloc(c->r->arena, (c->count + 1) * sizeof *mutex);

	for (uint32_t k = 1; k <= c->count; k++) {
		struct call *call = &c->at[k - 1];
		if (!call->family)
			continue;
		call->object = object_of(c, k, 0);
		if (call->outer && !mutex[call->outer])
			mutex[call->outer] = call->object;
	}
	for (uint32_t k = 1; k <= c->count; k++)
		if (!c->at[k - 1].family)
			c->at[k - 1].object = object_of(c, k, mutex[k]);
}

bool library_calls_share_lock(const struct call *a, const struct call *b)
{
	uint64_t distance = a->object < b->object ? b->object - a->object : a->object - b->object;

	return a->family == b->family && a->family && distance < a->family->size;
}

void library_calls_find(struct calls *c)
{
	find_steps(c);
	find_objects(c);
}
