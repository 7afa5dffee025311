/*
 * GRecMutex. The state is a pair: the thread that has it, and how often it has locked it. GLib leaves
 * undefined what happens when a thread unlocks one that it has not locked, or clears one that is locked.
 */
#include "glib.h"

#define SPECIFIED ar_modelled_always("GRecMutex")

static ar_model_result try_lock(uint64_t state, uint64_t me, unsigned variant)
{
	(void)variant;
	if (state && ar_model_first(state) != me)
		return AR_MODEL_STAYS;
	return AR_MODEL_BECOMES(ar_model_pair(me, ar_model_second(state) + 1));
}

static ar_model_result lock(uint64_t state, uint64_t me, unsigned variant)
{
	ar_model_result result = try_lock(state, me, variant);

	return result.changes ? result : AR_MODEL_WAITS;
}

static ar_model_result unlock(uint64_t state, uint64_t me, unsigned variant)
{
	uint64_t depth = ar_model_second(state);

	(void)variant;
	if (!state || ar_model_first(state) != me)
		return AR_MODEL_STAYS;
	return AR_MODEL_BECOMES(depth > 1 ? ar_model_pair(me, depth - 1) : 0);
}

static const ar_model_call locks = GLIB_STEP(lock, AR_MODEL_CALL, AR_MODEL_ACQUIRES, 0);
static const ar_model_call tries = GLIB_STEP(try_lock, AR_MODEL_CALL, AR_MODEL_ACQUIRES, 0);
static const ar_model_call unlocks = GLIB_STEP(unlock, AR_MODEL_CALL, AR_MODEL_RELEASES, 0);

GLIB void g_rec_mutex_init(struct glib_object *m)
{
	if (SPECIFIED)
		m->state = 0;
	else
		GLIB_NATIVE(g_rec_mutex_init)(m);
}

GLIB void g_rec_mutex_clear(struct glib_object *m)
{
	if (!SPECIFIED)
		GLIB_NATIVE(g_rec_mutex_clear)(m);
	else if (glib_look(&m->state))
		ar_misuse_found("g_rec_mutex_clear() of a mutex that is locked");
}

GLIB void g_rec_mutex_lock(struct glib_object *m)
{
	if (SPECIFIED)
		ar_model_step(&m->state, &locks, glib_me());
	else
		GLIB_NATIVE(g_rec_mutex_lock)(m);
}

GLIB gboolean g_rec_mutex_trylock(struct glib_object *m)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_rec_mutex_trylock)(m);
	uint64_t found = ar_model_step(&m->state, &tries, glib_me());
	return !found || ar_model_first(found) == glib_me();
}

GLIB void g_rec_mutex_unlock(struct glib_object *m)
{
	if (!SPECIFIED) {
		GLIB_NATIVE(g_rec_mutex_unlock)(m);
		return;
	}
	uint64_t found = ar_model_step(&m->state, &unlocks, glib_me());
	if (!found || ar_model_first(found) != glib_me())
		ar_misuse_found("g_rec_mutex_unlock() of a mutex that the thread has not locked");
}
