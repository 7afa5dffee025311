#include <acqrel/rwlock.h>

#include "os/os.h"
#include "specifications/rwlock.h"
#include "spin.h"

#define WRITER     AR_RW_WRITER_
#define ASLEEP     AR_RW_ASLEEP_
#define WAITING    AR_RW_WAITING_
#define ONE_WAITS  AR_RW_ONE_WAITING_
#define ONE_READER AR_RW_ONE_READER_

static void pause_a_moment(void)
{
	for (int pause = AR_PAUSES; pause > 0; pause--)
		ar_spin_hint();
}

static void wake_readers(ar_rwlock *l)
{
	/* relaxed: the thread that sleeps looks at the state again, with an acquire */
	ar_fetch_and_relaxed(&l->state, ~ASLEEP);
	ar_os_wake_all(&l->state);
}

#define WOKEN 1 /* of turn */

void ar_rwlock_wake_writer(ar_rwlock *l)
{
	/*
	 * release: pairs with the acquire in write_lock_slowly(); else one may see the bit and a lock still
	 * taken, and sleep
	 */
	if (!(ar_fetch_or_release(&l->turn, WOKEN) & WOKEN))
		ar_os_wake_one(&l->turn);
}

/* After a writer's turn: the thread that is counted is let in, else it is the next writer's. */
void ar_rwlock_wake_others(ar_rwlock *l, uint32_t before)
{
	if (before & ASLEEP)
		wake_readers(l);
	if (before < ONE_READER && (before & WAITING))
		ar_rwlock_wake_writer(l);
}

/* --- Reading ---------------------------------------------------------------------------------------- */

static bool writing(uint32_t state)
{
	return state & WRITER;
}

/* Writers wait, and none is at work: time for readers to hold back. */
static bool between_writers(uint32_t state)
{
	return (state & WAITING) && !(state & WRITER);
}

/* Waits while still(state) says so, awake for a moment and then asleep. False: it does at the deadline. */
static bool wait_to_read(ar_rwlock *l, bool (*still)(uint32_t state), ar_time deadline)
{
	uint32_t state;

	/* Without longer pauses: once it is our turn, no thread gets anywhere before we notice. */
	for (int look = AR_SPINS; look > 0; look--) {
		/*
		 * relaxed: only whether to wait on; what we acquire comes with the operation that lets us
		 * in
		 */
		state = ar_load_relaxed(&l->state);
		if (!still(state))
			return true;
		ar_spin_hint();
	}
	for (;;) {
		/* relaxed: as above */
		state = ar_load_relaxed(&l->state);
		if (!still(state))
			return true;
		/* relaxed: it is said to the thread that changes the state next */
		if (!(state & ASLEEP) && !ar_cas_weak_relaxed_relaxed(&l->state, &state, state | ASLEEP))
			continue;
		if (!ar_os_wait(&l->state, state | ASLEEP, deadline))
			return false;
	}
}

/* A reader that was counted has waited: either it has been let in, or it takes itself off. */
static bool let_in(ar_rwlock *l)
{
	for (;;) {
		/* acquire: pairs with the release of the writer; else we may not see what it wrote */
		uint32_t state = ar_load_acquire(&l->state);

		if (!writing(state))
			return true;
		/* relaxed: we have read nothing, and what we got here is not used */
		if (ar_cas_weak_relaxed_relaxed(&l->state, &state, state - ONE_READER))
			return false;
	}
}

bool ar_rwlock_read_lock_slowly(ar_rwlock *l, uint32_t before, ar_time deadline) AR_NO_THREAD_SAFETY
{
	for (;;) {
		if (before & AR_RW_MANY_READERS_)
			ar_misuse_found("acqrel: an rwlock has more than 65536 readers.");
		if (writing(before))
			break;
		if (!(before & WAITING))
			return true;
		/* relaxed: we have read nothing; what others have released stays released */
		before = ar_fetch_sub_relaxed(&l->state, ONE_READER);
		if (before < 2 * ONE_READER)
			ar_rwlock_wake_writer(l);
		if (!wait_to_read(l, between_writers, deadline))
			return false;
		/* acquire: pairs with the release of a writer; else we may not see what it wrote */
		before = ar_fetch_add_acquire(&l->state, ONE_READER);
	}
	wait_to_read(l, writing, deadline);
	return let_in(l);
}

/* --- Writing ---------------------------------------------------------------------------------------- */

/*
 * Takes the lock if it is free, and `waiting` off the writers that wait. Readers that hold back may come now:
 * they are counted, and are the next.
 */
static bool take_to_write(ar_rwlock *l, uint32_t waiting)
{
	/* relaxed: only a guess of what the compare-exchange will find */
	uint32_t state = ar_load_relaxed(&l->state);

	while (!writing(state) && state < ONE_READER) {
		/*
		 * acquire, and relaxed if it fails: pairs with the release in both unlocks, else we may not
		 * see what others wrote, or write what they still read; a failure is only a new guess
		 */
		if (ar_cas_weak_acquire_relaxed(&l->state, &state, ((state & ~ASLEEP) | WRITER) - waiting)) {
			if (state & ASLEEP)
				ar_os_wake_all(&l->state);
			return true;
		}
	}
	return false;
}

/* The deadline has come: no longer one of those that wait. Readers may have held back for us. */
static void give_up_writing(ar_rwlock *l)
{
	/* relaxed: we have seen nothing and written nothing */
	if (ar_fetch_sub_relaxed(&l->state, ONE_WAITS) & ASLEEP)
		wake_readers(l);
}

bool ar_rwlock_write_lock_slowly(ar_rwlock *l, ar_time deadline) AR_NO_THREAD_SAFETY
{
	for (int look = AR_LOOKS; look > 0; look--) {
		pause_a_moment();
		if (take_to_write(l, 0))
			return true;
	}
	/* relaxed: it is said to the thread that unlocks next, and makes readers hold back */
	if ((ar_fetch_add_relaxed(&l->state, ONE_WAITS) & WAITING) == WAITING)
		ar_misuse_found("acqrel: more than 8191 threads wait to write with one rwlock.");
	for (;;) {
		/*
		 * acquire: pairs with the release in wake_writer(); else we may sleep though the lock is free
		 */
		ar_fetch_and_acquire(&l->turn, ~(uint32_t)WOKEN);
		if (take_to_write(l, ONE_WAITS))
			return true;
		if (!ar_os_wait(&l->turn, 0, deadline)) {
			give_up_writing(l);
			return false;
		}
	}
}

/* --- As specified ------------------------------------------------------------------------------------ */

bool ar_rwlock_read_lock_modelled_(ar_rwlock *l, ar_time deadline) AR_NO_THREAD_SAFETY
{
	enum ar_model_limit limit = ar_model_limit(deadline);

	if (limit == AR_MODEL_PASSED)
		return ar_rwlock_try_modelled_(l, false);
	if (limit == AR_MODEL_TOO_LATE) {
		ar_model_step_within(&l->state, &rwlock_fails_to_read, 0, limit);
		ar_model_time_is(deadline);
		return false;
	}
	ar_model_step_within(&l->state, &rwlock_reads, 0, limit);
	return true;
}

bool ar_rwlock_write_lock_modelled_(ar_rwlock *l, ar_time deadline) AR_NO_THREAD_SAFETY
{
	if (rwlock_is_free(ar_model_step(&l->state, &rwlock_comes, 0)))
		return true;
	enum ar_model_limit limit = ar_model_limit(deadline);
	if (limit >= AR_MODEL_TOO_LATE) {
		ar_model_step(&l->state, &rwlock_gives_up, 0);
		ar_model_time_is(deadline);
		return false;
	}
	ar_model_step_within(&l->state, &rwlock_writes, 0, limit);
	return true;
}

bool ar_rwlock_try_modelled_(ar_rwlock *l, bool writes) AR_NO_THREAD_SAFETY
{
	if (writes)
		return ar_model_step(&l->state, &rwlock_tries_to_write, 0) == 0;
	return rwlock_lets_in(ar_model_step(&l->state, &rwlock_tries_to_read, 0));
}

bool ar_rwlock_read_unlock_modelled_(ar_rwlock *l) AR_NO_THREAD_SAFETY
{
	return ar_model_step(&l->state, &rwlock_ends_reading, 0) >= AR_RW_ONE_READER_;
}

bool ar_rwlock_write_unlock_modelled_(ar_rwlock *l, bool reads_on) AR_NO_THREAD_SAFETY
{
	return ar_model_step(&l->state, &rwlock_ends_writing, reads_on) & AR_RW_WRITER_;
}
