#include <acqrel/robust_mutex.h>

#include "os/thread_end.h"

enum { CONSISTENT, UNFINISHED, REPORTED, LOST };

/* What this thread holds, and whether its end will be noticed. Its address is the thread's name, too. */
static __thread struct {
	ar_robust_mutex *first;
	bool watched;
} held;

/*
 * The specification (<acqrel/model.h>) is that of the mutex inside, which knows its owner: what else there
 * is, only the owner changes.
 */
static void own(ar_robust_mutex *m, const void *owner)
{
	if (!ar_modelled("ar_robust_mutex"))
		/* relaxed: it tells something to this thread only, which alone can find itself in it */
		ar_store_relaxed(&m->owner, owner);
}

static bool is_mine(ar_robust_mutex *m)
{
	if (ar_modelled("ar_robust_mutex"))
		return ar_model_owner_of(&m->mutex.word) == AR_MODEL_OWN;
	/* relaxed: it is this thread only if this thread has written it, and not changed it since */
	return ar_load_relaxed(&m->owner) == &held;
}

/* The mutex is ours: it goes into our list, and out of it. */
static void hold(ar_robust_mutex *m)
{
	own(m, &held);
	m->link = &held.first;
	m->next = held.first;
	if (m->next)
		m->next->link = &m->next;
	held.first = m;
}

static void let_go(ar_robust_mutex *m) AR_NO_THREAD_SAFETY
{
	*m->link = m->next;
	if (m->next)
		m->next->link = m->link;
	own(m, NULL);
	ar_mutex_unlock(&m->mutex);
}

static void at_thread_end(void)
{
	held.watched = false; /* locks taken by later destructors are watched again */
	while (held.first) {
		held.first->state = UNFINISHED;
		let_go(held.first);
	}
}

/* Before waiting: whether we shall learn of this thread's end. 0 or an errno value. */
static int watch(void)
{
	int error = held.watched ? 0 : ar_os_at_thread_end(at_thread_end);

	held.watched = !error;
	return error;
}

/* The mutex inside is ours. */
static int taken(ar_robust_mutex *m) AR_NO_THREAD_SAFETY
{
	if (AR_UNLIKELY_(m->state == LOST)) {
		ar_mutex_unlock(&m->mutex);
		return ENOTRECOVERABLE;
	}
	hold(m);
	if (AR_LIKELY_(m->state == CONSISTENT))
		return 0;
	m->state = REPORTED;
	return EOWNERDEAD;
}

int ar_robust_mutex_lock(ar_robust_mutex *m) AR_NO_THREAD_SAFETY
{
	return ar_robust_mutex_lock_until(m, AR_NEVER);
}

int ar_robust_mutex_lock_until(ar_robust_mutex *m, ar_time deadline) AR_NO_THREAD_SAFETY
{
	int error = watch();

	if (error)
		return error;
	return ar_mutex_lock_until(&m->mutex, deadline) ? taken(m) : ETIMEDOUT;
}

int ar_robust_mutex_try_lock(ar_robust_mutex *m) AR_NO_THREAD_SAFETY
{
	int error = watch();

	if (error)
		return error;
	return ar_mutex_try_lock(&m->mutex) ? taken(m) : EBUSY;
}

static void must_be_mine(ar_robust_mutex *m, const char *name, const char *was, const char *function,
                         const char *place)
{
	if (AR_UNLIKELY_(!is_mine(m)))
		ar_misuse("the robust mutex", name, was, function, place,
		          "but the calling thread does not hold it");
}

void ar_robust_mutex_unlock_by(ar_robust_mutex *m, const char *name, const char *function, const char *place)
{
	must_be_mine(m, name, "was unlocked", function, place);
	if (AR_UNLIKELY_(m->state == REPORTED))
		m->state = LOST;
	let_go(m);
}

void ar_robust_mutex_make_consistent_by(ar_robust_mutex *m, const char *name, const char *function,
                                        const char *place)
{
	must_be_mine(m, name, "was made consistent", function, place);
	if (m->state != REPORTED)
		ar_misuse("the robust mutex", name, "was made consistent", function, place,
		          "but locking it did not return EOWNERDEAD to the caller");
	m->state = CONSISTENT;
}

void ar_robust_mutex_poison_by(ar_robust_mutex *m, const char *name, const char *function, const char *place)
{
	must_be_mine(m, name, "was poisoned", function, place);
	m->state = UNFINISHED;
}
