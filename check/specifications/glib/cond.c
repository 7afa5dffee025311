/*
 * GCond. The state is the list of the tickets of those who wait, and a signal wakes one of them: which, is
 * not specified. None of the steps orders anything: the mutex does. GLib leaves undefined what happens when
 * one is cleared on which threads wait, and when the mutex is not locked.
 */
#include "glib.h"

#define SPECIFIED ar_modelled_always("GCond")

enum { MOST_VARIANTS = 16 };

static ar_model_result enter(uint64_t waiting, uint64_t ticket, unsigned variant)
{
	(void)variant;
	return AR_MODEL_BECOMES(ar_model_list_with(waiting, ticket));
}

/* Unless a signal has come before. */
static ar_model_result leave(uint64_t waiting, uint64_t ticket, unsigned variant)
{
	uint64_t others = ar_model_list_without(waiting, ticket);

	(void)variant;
	return others == waiting ? AR_MODEL_STAYS : AR_MODEL_BECOMES(others);
}

static unsigned ways(uint64_t waiting, uint64_t unused)
{
	unsigned n = ar_model_list_length(waiting);

	(void)unused;
	return n < MOST_VARIANTS ? n : MOST_VARIANTS;
}

static ar_model_result take_one(uint64_t waiting, uint64_t unused, unsigned which)
{
	(void)unused;
	if (!waiting)
		return AR_MODEL_STAYS;
	return AR_MODEL_BECOMES(ar_model_list_without(waiting, ar_model_list_at(waiting, which)));
}

static ar_model_result take_all(uint64_t waiting, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return waiting ? AR_MODEL_BECOMES(0) : AR_MODEL_STAYS;
}

static const ar_model_call enters = GLIB_STEP(enter, AR_MODEL_WAITS_ON, 0, 0);
static const ar_model_call leaves = GLIB_STEP(leave, AR_MODEL_GIVES_UP, 0, 0);
static const ar_model_call wakes_one = {
	.function = take_one, .variants = ways, .word = AR_MODEL_WAKES_ONE, .size = 8};
static const ar_model_call wakes_all = GLIB_STEP(take_all, AR_MODEL_WAKES_ALL, 0, 0);

GLIB void g_cond_init(struct glib_object *c)
{
	c->state = 0;
}

GLIB void g_cond_clear(struct glib_object *c)
{
	if (!SPECIFIED)
		GLIB_NATIVE(g_cond_clear)(c);
	else if (glib_look(&c->state))
		ar_misuse_found("g_cond_clear() of a condition variable that a thread waits on");
}

/* Whether it was woken until the deadline. */
static bool wait_until(struct glib_object *c, union glib_mutex *m, uint64_t deadline, const char *complaint)
{
	uint64_t ticket = ar_model_ticket();
	bool woken = true;

	if (ar_model_owner_of(&m->i[0]) != AR_MODEL_OWN)
		ar_misuse_found(complaint);
	ar_model_step(&c->state, &enters, ticket);
	g_mutex_unlock(m);
	enum ar_model_limit limit = ar_model_limit(deadline);
	if (limit >= AR_MODEL_TOO_LATE) {
		uint64_t waiting = ar_model_step(&c->state, &leaves, ticket);
		woken = ar_model_list_without(waiting, ticket) == waiting;
		ar_model_time_is(deadline);
	} else if (ar_model_wakes_up()) {
		ar_model_step(&c->state, &leaves, ticket);
	} else {
		ar_model_sleep(&c->state, ticket, limit);
	}
	g_mutex_lock(m);
	return woken;
}

GLIB void g_cond_wait(struct glib_object *c, union glib_mutex *m)
{
	if (SPECIFIED)
		wait_until(c, m, UINT64_MAX, "g_cond_wait() with a mutex that the thread has not locked");
	else
		GLIB_NATIVE(g_cond_wait)(c, m);
}

GLIB gboolean g_cond_wait_until(struct glib_object *c, union glib_mutex *m, int64_t end_time)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_cond_wait_until)(c, m, end_time);
	return wait_until(c, m, glib_deadline(end_time),
	                  "g_cond_wait_until() with a mutex that the thread has not locked");
}

GLIB gboolean g_cond_timed_wait(struct glib_object *c, union glib_mutex *m, void *time)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_cond_timed_wait)(c, m, time);
	ar_model_unsupported("g_cond_timed_wait(), which GLib has deprecated: use g_cond_wait_until()");
}

GLIB void g_cond_signal(struct glib_object *c)
{
	if (!SPECIFIED) {
		GLIB_NATIVE(g_cond_signal)(c);
		return;
	}
	uint64_t waiting = ar_model_step(&c->state, &wakes_one, 0);
	if (ar_model_list_length(waiting) > MOST_VARIANTS)
		ar_model_unsupported("g_cond_signal() when more than 16 threads wait");
	if (waiting)
		ar_model_wake(ar_model_list_at(waiting, ar_model_variant()));
}

GLIB void g_cond_broadcast(struct glib_object *c)
{
	if (!SPECIFIED) {
		GLIB_NATIVE(g_cond_broadcast)(c);
		return;
	}
	uint64_t waiting = ar_model_step(&c->state, &wakes_all, 0);
	for (unsigned i = 0; i < ar_model_list_length(waiting); i++)
		ar_model_wake(ar_model_list_at(waiting, i));
}
