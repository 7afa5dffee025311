/*
 * The specification of <acqrel/condvar.h>: see <acqrel/model.h>.
 *
 * The state is the list of the tickets of those who wait, who has waited longest first. None of the steps
 * orders anything: the mutex does.
 */
#ifndef ACQREL_SRC_SPECIFICATIONS_CONDVAR_H
#define ACQREL_SRC_SPECIFICATIONS_CONDVAR_H

#include <acqrel/condvar.h>
#include <acqrel/model.h>

static inline ar_model_result condvar_enter(uint64_t waiting, uint64_t ticket, unsigned variant)
{
	(void)variant;
	return AR_MODEL_BECOMES(ar_model_list_with(waiting, ticket));
}

/* Unless a notification has come before. */
static inline ar_model_result condvar_leave(uint64_t waiting, uint64_t ticket, unsigned variant)
{
	uint64_t others = ar_model_list_without(waiting, ticket);

	(void)variant;
	return others == waiting ? AR_MODEL_STAYS : AR_MODEL_BECOMES(others);
}

static inline ar_model_result condvar_take_first(uint64_t waiting, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	if (!waiting)
		return AR_MODEL_STAYS;
	return AR_MODEL_BECOMES(ar_model_list_without(waiting, ar_model_list_at(waiting, 0)));
}

static inline ar_model_result condvar_take_all(uint64_t waiting, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return waiting ? AR_MODEL_BECOMES(0) : AR_MODEL_STAYS;
}

static const ar_model_call condvar_enters = {.function = condvar_enter, .word = AR_MODEL_WAITS_ON, .size = 8};
static const ar_model_call condvar_leaves = {.function = condvar_leave, .word = AR_MODEL_GIVES_UP, .size = 8};
static const ar_model_call condvar_notifies_one = {
	.function = condvar_take_first, .word = AR_MODEL_WAKES_ONE, .size = 8};
static const ar_model_call condvar_notifies_all = {
	.function = condvar_take_all, .word = AR_MODEL_WAKES_ALL, .size = 8};

static inline bool wait_modelled(ar_condvar *cv, ar_mutex *m, ar_time deadline, const char *name,
                                 const char *function, const char *place) AR_NO_THREAD_SAFETY
{
	uint64_t ticket = ar_model_ticket();
	bool notified = true;

	if (ar_model_owner_of(&m->word) != AR_MODEL_OWN)
		ar_misuse("the condition variable", name, "was waited on", function, place,
		          "but the mutex is not locked");
	ar_model_note(ticket, (uint64_t)(uintptr_t)m);
	uint64_t others = ar_model_step(&cv->word, &condvar_enters, ticket);
	if (others && ar_model_noted(ar_model_list_at(others, 0)) != (uint64_t)(uintptr_t)m)
		ar_misuse("the condition variable", name, "was waited on", function, place,
		          "but with another mutex than that of the threads that wait already");
	ar_mutex_unlock(m);
	enum ar_model_limit limit = ar_model_limit(deadline);
	if (limit >= AR_MODEL_TOO_LATE) {
		uint64_t waiting = ar_model_step(&cv->word, &condvar_leaves, ticket);
		notified = ar_model_list_without(waiting, ticket) == waiting;
		ar_model_time_is(deadline);
	}
	if (notified)
		ar_model_sleep(&cv->word, ticket, limit);
	ar_mutex_lock(m);
	return notified;
}

static inline void notify_first_modelled(ar_condvar *cv)
{
	uint64_t waiting = ar_model_step(&cv->word, &condvar_notifies_one, 0);

	if (waiting)
		ar_model_wake(ar_model_list_at(waiting, 0));
}

static inline void notify_queue_modelled(ar_condvar *cv)
{
	uint64_t waiting = ar_model_step(&cv->word, &condvar_notifies_all, 0);

	for (unsigned i = 0; i < ar_model_list_length(waiting); i++)
		ar_model_wake(ar_model_list_at(waiting, i));
}

#endif
