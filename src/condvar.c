/*
 * Those who wait are a circle, first come first notified, of members on their stacks. Who is notified is
 * taken out of it first, under the lock that is bit 0 of the condition variable's word, and notified
 * afterwards.
 *
 * A member's word  meaning                     who may change it, to what
 * AWAKE            it waits, awake             itself, to ASLEEP; who notifies it, to NOTIFIED
 * ASLEEP           it sleeps, or is about to   who notifies it, to NOTIFIED, and then wakes it; or to MOVING
 * MOVING           it is being set to sleep    who notifies it, to NOTIFIED_MOVED
 *                  on the mutex instead
 * NOTIFIED         it was notified             no thread
 * NOTIFIED_MOVED   the same, and others sleep  no thread
 *                  on the mutex because of it
 *
 * Once it has read that it was notified, a thread may return, and its member is gone. A wake that comes later
 * uses no more than the address, where no thread sleeps then, or somebody who expects wakes for no reason. To
 * move the thread that sleeps at an address is not as harmless. MOVING is there to keep the thread until that
 * is done.
 */
#include <acqrel/condvar.h>

#include "let_go_on.h"
#include "os/os.h"
#include "patience.h"
#include "specifications/condvar.h"

enum { AWAKE, ASLEEP, MOVING, NOTIFIED, NOTIFIED_MOVED };

struct waiter {
	struct waiter *next, *previous; /* these and queued belong to the holder of the queue's lock */
	bool queued;
	ar_mutex *mutex;
	ar_atomic_u32 word;
};

#define LOCKED ((uintptr_t)1)

/* Takes the queue's lock; returns the first in the queue, or NULL. */
static struct waiter *lock_queue(ar_condvar *cv)
{
	unsigned turns = 0;

	for (;;) {
		/* relaxed: the exchange confirms it */
		uintptr_t first = ar_load_relaxed(&cv->word);
		if (first & LOCKED)
			let_go_on(&turns);
		/*
		 * acquire, relaxed if it fails: pairs with the release in unlock_queue(); else we may not see
		 * who waits
		 */
		else if (ar_cas_weak_acquire_relaxed(&cv->word, &first, first | LOCKED))
			return (struct waiter *)first;
	}
}

static void unlock_queue(ar_condvar *cv, struct waiter *first)
{
	/*
	 * release: pairs with the acquire in lock_queue(); else the next may not see whom we put in or took
	 * out
	 */
	ar_store_release(&cv->word, (uintptr_t)first);
}

/* Takes w out of the circle; returns who is first then. */
static struct waiter *take_out(struct waiter *first, struct waiter *w)
{
	w->queued = false;
	if (w->next == w)
		return NULL;
	w->next->previous = w->previous;
	w->previous->next = w->next;
	return first == w ? w->next : first;
}

/* Puts w last. Returns false, and does nothing, if those who are there use another mutex. */
static bool put_in(ar_condvar *cv, struct waiter *w)
{
	struct waiter *first = lock_queue(cv);
	bool fits = !first || first->mutex == w->mutex;

	if (!first) {
		first = w->next = w->previous = w;
	} else if (fits) {
		w->next = first;
		w->previous = first->previous;
		w->previous->next = first->previous = w;
	}
	unlock_queue(cv, first);
	return fits;
}

/* For one whose deadline has come: false if it was notified before, though it may not know yet. */
static bool give_up(ar_condvar *cv, struct waiter *w)
{
	struct waiter *first = lock_queue(cv);
	bool queued = w->queued;

	unlock_queue(cv, queued ? take_out(first, w) : first);
	return queued;
}

/* Waits awake for a moment, until notified. */
static void spin(const ar_condvar *cv, const struct waiter *self)
{
	struct patience p = patience_for(cv);

	/* relaxed: only a hint that it is not worth while to fall asleep */
	while (ar_load_relaxed(&self->word) == AWAKE && be_patient(&p))
		;
}

/* Returns NOTIFIED or NOTIFIED_MOVED; or ASLEEP if the deadline came first, and no notification will come. */
static uint32_t wait_to_be_notified(ar_condvar *cv, struct waiter *self, ar_time deadline)
{
	uint32_t found = AWAKE;
	unsigned turns = 0;

	spin(cv, self);
	/* relaxed, relaxed if it fails: the loop looks again */
	ar_cas_strong_relaxed_relaxed(&self->word, &found, ASLEEP);
	/*
	 * acquire: pairs with the releases of who tells us; else it may be still reading what we are about to
	 * leave
	 */
	while ((found = ar_load_acquire(&self->word)) < NOTIFIED) {
		if (found == MOVING) {
			let_go_on(&turns);
		} else if (!ar_os_wait(&self->word, ASLEEP, deadline)) {
			if (give_up(cv, self))
				return ASLEEP;
			deadline = AR_NEVER;
		}
	}
	return found;
}

bool ar_condvar_wait_until_by(ar_condvar *cv, ar_mutex *m, ar_time deadline, const char *name,
                              const char *function, const char *place) AR_NO_THREAD_SAFETY
{
	struct waiter self = {.mutex = m, .queued = true};

	if (ar_modelled("ar_condvar"))
		return wait_modelled(cv, m, deadline, name, function, place);
	/* relaxed: the caller has it locked; if not, the answer is a matter of luck */
	if (!ar_load_relaxed(&m->word))
		ar_misuse("the condition variable", name, "was waited on", function, place,
		          "but the mutex is not locked");
	if (!put_in(cv, &self))
		ar_misuse("the condition variable", name, "was waited on", function, place,
		          "but with another mutex than that of the threads that wait already");
	ar_mutex_unlock(m);
	uint32_t notified = wait_to_be_notified(cv, &self, deadline);
	if (notified == NOTIFIED_MOVED)
		ar_mutex_lock_slowly(m, 2, AR_NEVER); /* the 2 has to be there, as for who has found one */
	else
		ar_mutex_lock(m);
	return notified != ASLEEP;
}

/* Tells w, which may be gone then, that it was notified: NOTIFIED or NOTIFIED_MOVED. */
static void tell(struct waiter *w, uint32_t as)
{
	ar_atomic_u32 *word = &w->word;

	/* release: pairs with the acquire in wait_to_be_notified(); else we may be reading what is gone */
	if (ar_swap_release(word, as) == ASLEEP)
		ar_os_wake_one(word);
}

void ar_condvar_notify_first(ar_condvar *cv)
{
	if (ar_modelled("ar_condvar")) {
		notify_first_modelled(cv);
		return;
	}
	struct waiter *first = lock_queue(cv);

	unlock_queue(cv, first ? take_out(first, first) : NULL);
	if (first)
		tell(first, NOTIFIED);
}

/*
 * Sets w to sleep on the mutex instead. Returns false if that was not to be, and w was notified in the usual
 * way.
 */
static bool move(struct waiter *w)
{
	ar_atomic_u32 *word = &w->word;
	uint32_t found = AWAKE;

	/*
	 * release, relaxed if it fails: pairs with the acquire in wait_to_be_notified(); else we may be
	 * reading what is gone
	 */
	if (ar_cas_strong_release_relaxed(word, &found, NOTIFIED))
		return false;
	/* relaxed: only for w not to fall asleep, and not to go, while it is being moved */
	ar_store_relaxed(word, MOVING);
	bool moved = ar_os_requeue(word, &w->mutex->word);
	/* release: as above */
	ar_store_release(word, moved ? NOTIFIED_MOVED : NOTIFIED);
	if (!moved)
		ar_os_wake_one(word);
	return moved;
}

/*
 * So many are woken to run for the mutex, which keeps the processors busy, and all others are moved to it.
 * There they need somebody to wake them: either the mutex is locked as 2, or a thread is about to lock it as
 * 2. The threads woken are such threads, and notified when all others are there. Each that the mutex wakes is
 *    the
 * next one.
 */
#define AT_ONCE AR_ITERATIONS(8, 1)

void ar_condvar_notify_queue(ar_condvar *cv)
{
	if (ar_modelled("ar_condvar")) {
		notify_queue_modelled(cv);
		return;
	}
	struct waiter *first = lock_queue(cv), *w, *next;
	int count = 1, at_once = AT_ONCE;
	bool moved = false;

	for (w = first; w; w = w->next == first ? NULL : w->next)
		w->queued = false;
	unlock_queue(cv, NULL);
	if (!first)
		return;
	for (w = first->next; w != first && count < at_once; w = w->next)
		count++;
	for (; w != first; w = next) {
		next = w->next;
		moved |= move(w);
	}
	for (; count > 0; count--, w = next) {
		next = w->next;
		tell(w, moved ? NOTIFIED_MOVED : NOTIFIED);
	}
}
