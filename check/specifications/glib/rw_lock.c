/*
 * GRWLock. The state is the thread that writes, how many wait to write, and the threads that read, each as
 * often as it does.
 *
 * Whether a reader waits while another thread waits to write is implementation-defined: both are explored.
 * But a thread that reads already may do so again. GLib leaves undefined what happens when a thread that
 * reads or writes wants to write, one that writes wants to read, and one unlocks what it has not locked.
 */
#include "glib.h"

#define SPECIFIED ar_modelled_always("GRWLock")

static uint64_t writer(uint64_t state)
{
	return ar_model_first(state);
}

static uint64_t waiting(uint64_t state)
{
	return ar_model_first(ar_model_second(state));
}

static uint64_t readers(uint64_t state)
{
	return ar_model_second(ar_model_second(state));
}

static ar_model_result becomes(uint64_t who_writes, uint64_t how_many_wait, uint64_t who_read)
{
	return AR_MODEL_BECOMES(ar_model_pair(who_writes, ar_model_pair(how_many_wait, who_read)));
}

/* By number, so that the same threads make the same list. */
static uint64_t with(uint64_t list, uint64_t thread)
{
	if (!list || ar_model_first(list) > thread)
		return ar_model_pair(thread, list);
	return ar_model_pair(ar_model_first(list), with(ar_model_second(list), thread));
}

static uint64_t without(uint64_t list, uint64_t thread)
{
	if (!list)
		return 0;
	if (ar_model_first(list) == thread)
		return ar_model_second(list);
	return ar_model_pair(ar_model_first(list), without(ar_model_second(list), thread));
}

static bool has(uint64_t list, uint64_t thread)
{
	return without(list, thread) != list;
}

/* --- Reading ------------------------------------------------------------------------------------------- */

static bool may_hold_back(uint64_t state, uint64_t me)
{
	return !writer(state) && waiting(state) && !has(readers(state), me);
}

static unsigned ways(uint64_t state, uint64_t me)
{
	return may_hold_back(state, me) ? 2 : 1;
}

static ar_model_result try_read(uint64_t state, uint64_t me, unsigned holds_back)
{
	if (writer(state) || holds_back)
		return AR_MODEL_STAYS;
	return becomes(0, waiting(state), with(readers(state), me));
}

static ar_model_result begin_reading(uint64_t state, uint64_t me, unsigned holds_back)
{
	ar_model_result result = try_read(state, me, holds_back);

	return result.changes || writer(state) == me ? result : AR_MODEL_WAITS;
}

static ar_model_result end_reading(uint64_t state, uint64_t me, unsigned variant)
{
	(void)variant;
	if (!has(readers(state), me))
		return AR_MODEL_STAYS;
	return becomes(writer(state), waiting(state), without(readers(state), me));
}

/* --- Writing ------------------------------------------------------------------------------------------- */

static bool is_free(uint64_t state)
{
	return !writer(state) && !readers(state);
}

static bool is_mine(uint64_t state, uint64_t me)
{
	return writer(state) == me || has(readers(state), me);
}

static ar_model_result try_write(uint64_t state, uint64_t me, unsigned variant)
{
	(void)variant;
	return is_free(state) ? becomes(me, waiting(state), 0) : AR_MODEL_STAYS;
}

/* One that comes takes the lock, or is one of those that wait for it. */
static ar_model_result come(uint64_t state, uint64_t me, unsigned variant)
{
	(void)variant;
	if (is_mine(state, me))
		return AR_MODEL_STAYS;
	return is_free(state) ? becomes(me, waiting(state), 0)
	                      : becomes(writer(state), waiting(state) + 1, readers(state));
}

static ar_model_result begin_writing(uint64_t state, uint64_t me, unsigned variant)
{
	(void)variant;
	return is_free(state) ? becomes(me, waiting(state) - 1, 0) : AR_MODEL_WAITS;
}

static ar_model_result end_writing(uint64_t state, uint64_t me, unsigned variant)
{
	(void)variant;
	return writer(state) == me ? becomes(0, waiting(state), readers(state)) : AR_MODEL_STAYS;
}

/* --- Steps --------------------------------------------------------------------------------------------- */

static const ar_model_call reads = {.function = begin_reading,
                                    .variants = ways,
                                    .word = AR_MODEL_CALL,
                                    .size = 8,
                                    .changing = AR_MODEL_ACQUIRES};
static const ar_model_call tries_to_read = {.function = try_read,
                                            .variants = ways,
                                            .word = AR_MODEL_CALL,
                                            .size = 8,
                                            .changing = AR_MODEL_ACQUIRES};
static const ar_model_call ends_reading = GLIB_STEP(end_reading, AR_MODEL_CALL, AR_MODEL_RELEASES, 0);
static const ar_model_call comes = GLIB_STEP(come, AR_MODEL_CALL, AR_MODEL_ACQUIRES, 0);
static const ar_model_call writes = GLIB_STEP(begin_writing, AR_MODEL_CALL, AR_MODEL_ACQUIRES, 0);
static const ar_model_call tries_to_write = GLIB_STEP(try_write, AR_MODEL_CALL, AR_MODEL_ACQUIRES, 0);
static const ar_model_call ends_writing = GLIB_STEP(end_writing, AR_MODEL_CALL, AR_MODEL_RELEASES, 0);

GLIB void g_rw_lock_init(struct glib_object *l)
{
	if (SPECIFIED)
		l->state = 0;
	else
		GLIB_NATIVE(g_rw_lock_init)(l);
}

GLIB void g_rw_lock_clear(struct glib_object *l)
{
	if (!SPECIFIED)
		GLIB_NATIVE(g_rw_lock_clear)(l);
	else if (glib_look(&l->state))
		ar_misuse_found("g_rw_lock_clear() of a lock that is locked");
}

GLIB void g_rw_lock_reader_lock(struct glib_object *l)
{
	if (!SPECIFIED)
		GLIB_NATIVE(g_rw_lock_reader_lock)(l);
	else if (writer(ar_model_step(&l->state, &reads, glib_me())) == glib_me())
		ar_misuse_found("g_rw_lock_reader_lock() of a lock that the thread has locked for writing");
}

GLIB gboolean g_rw_lock_reader_trylock(struct glib_object *l)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_rw_lock_reader_trylock)(l);
	uint64_t found = ar_model_step(&l->state, &tries_to_read, glib_me());
	return !writer(found) && !ar_model_variant();
}

GLIB void g_rw_lock_reader_unlock(struct glib_object *l)
{
	if (!SPECIFIED)
		GLIB_NATIVE(g_rw_lock_reader_unlock)(l);
	else if (!has(readers(ar_model_step(&l->state, &ends_reading, glib_me())), glib_me()))
		ar_misuse_found(
			"g_rw_lock_reader_unlock() of a lock that the thread has not locked for reading");
}

GLIB void g_rw_lock_writer_lock(struct glib_object *l)
{
	if (!SPECIFIED) {
		GLIB_NATIVE(g_rw_lock_writer_lock)(l);
		return;
	}
	uint64_t found = ar_model_step(&l->state, &comes, glib_me());
	if (is_mine(found, glib_me()))
		ar_misuse_found("g_rw_lock_writer_lock() of a lock that the thread has locked already");
	if (!is_free(found))
		ar_model_step(&l->state, &writes, glib_me());
}

GLIB gboolean g_rw_lock_writer_trylock(struct glib_object *l)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_rw_lock_writer_trylock)(l);
	return is_free(ar_model_step(&l->state, &tries_to_write, glib_me()));
}

GLIB void g_rw_lock_writer_unlock(struct glib_object *l)
{
	if (!SPECIFIED)
		GLIB_NATIVE(g_rw_lock_writer_unlock)(l);
	else if (writer(ar_model_step(&l->state, &ends_writing, glib_me())) != glib_me())
		ar_misuse_found(
			"g_rw_lock_writer_unlock() of a lock that the thread has not locked for writing");
}
