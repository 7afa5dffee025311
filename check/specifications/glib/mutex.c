/*
 * GMutex. GLib leaves undefined what happens when a thread locks, or tries to lock, one that it has locked
 * already, unlocks one that it has not, or clears one that is locked.
 */
#include "glib.h"

#define SPECIFIED ar_modelled_always("GMutex")

static void check_not_owned(union glib_mutex *m, const char *complaint)
{
	if (ar_model_owns(&m->i[0]))
		ar_misuse_found(complaint);
}

GLIB void g_mutex_init(union glib_mutex *m)
{
	m->p = NULL;
}

static const ar_model_call looks = {.function = glib_stay, .word = AR_MODEL_CALL, .size = 4};

GLIB void g_mutex_clear(union glib_mutex *m)
{
	if (!SPECIFIED)
		GLIB_NATIVE(g_mutex_clear)(m);
	else if (ar_model_step(&m->i[0], &looks, 0))
		ar_misuse_found("g_mutex_clear() of a mutex that is locked");
}

GLIB void g_mutex_lock(union glib_mutex *m)
{
	if (!SPECIFIED) {
		GLIB_NATIVE(g_mutex_lock)(m);
		return;
	}
	check_not_owned(m, "g_mutex_lock() of a mutex that the thread has locked already");
	ar_model_lock(&m->i[0]);
}

GLIB gboolean g_mutex_trylock(union glib_mutex *m)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_mutex_trylock)(m);
	check_not_owned(m, "g_mutex_trylock() of a mutex that the thread has locked already");
	return ar_model_try_lock(&m->i[0]);
}

GLIB void g_mutex_unlock(union glib_mutex *m)
{
	if (!SPECIFIED)
		GLIB_NATIVE(g_mutex_unlock)(m);
	else if (ar_model_unlock(&m->i[0]) != AR_MODEL_OWN)
		ar_misuse_found("g_mutex_unlock() of a mutex that the thread has not locked");
}
