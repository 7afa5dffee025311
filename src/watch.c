#include <acqrel/watch.h>

#include "channel_queue.h"
#include "os/os.h"
#include "patience.h"
#include "select_kind.h"
#include "sleep.h"
#include "specifications/watch.h"

#include <string.h>

enum { CLOSED = 1, SLEEPERS = 2, ONE_MORE = 4 };

static uint32_t version(uint32_t word)
{
	return word / ONE_MORE;
}

/* As specified: what there is to see of the state. */
static uint64_t look_modelled(const ar_watch_core *c)
{
	return ar_model_step((void *)(uintptr_t)&c->word, &watch_looks, 0);
}

/* What the receivers know versions by. */
static uint32_t version_now(const ar_watch_core *c)
{
	if (ar_modelled("ar_watch"))
		return watch_version(look_modelled(c));
	/* relaxed: who sends later makes a later version, and holds the lock to write */
	return version(ar_load_relaxed(&c->word));
}

/* Receivers slept when the word was `found`, before our change. */
static void wake_sleepers(ar_watch_core *c, uint32_t found)
{
	if (!(found & SLEEPERS))
		return;
	/* relaxed: what they are to see was released by our change */
	ar_fetch_and_relaxed(&c->word, ~(uint32_t)SLEEPERS);
	ar_os_wake_all(&c->word);
	ar_queue_tell_all(&c->selecting);
}

int ar_watch_begin_(ar_watch_core *c) AR_NO_THREAD_SAFETY
{
	ar_rwlock_write_lock(&c->lock);
	if (!ar_watch_is_closed_(c))
		return 0;
	ar_rwlock_write_unlock(&c->lock);
	return EPIPE;
}

void ar_watch_end_(ar_watch_core *c) AR_NO_THREAD_SAFETY
{
	if (ar_modelled("ar_watch")) {
		uint64_t before = ar_model_step(&c->word, &watch_changes, 0);
		ar_rwlock_write_unlock(&c->lock);
		waiter_tell_all(watch_listed(before));
		return;
	}
	/*
	 * release: pairs with the acquire in wait(); else who has learned of this value may miss what we did
	 * before it
	 */
	uint32_t found = ar_fetch_add_release(&c->word, ONE_MORE);

	ar_rwlock_write_unlock(&c->lock);
	wake_sleepers(c, found);
}

static bool close_modelled(ar_watch_core *c) AR_NO_THREAD_SAFETY
{
	ar_rwlock_write_lock(&c->lock);
	uint64_t before = ar_model_step(&c->word, &watch_shuts, 0);
	ar_rwlock_write_unlock(&c->lock);
	waiter_tell_all(watch_listed(before));
	return !watch_is_closed(before);
}

bool ar_watch_close_(ar_watch_core *c)
{
	uint32_t found = 0;

	if (ar_modelled("ar_watch"))
		return close_modelled(c);
	/*
	 * With the lock, so that there is no other value once a receiver has learned that it has had the
	 * last.
	 */
	AR_WRITE_LOCKED(&c->lock) {
		/* relaxed: nothing comes with it but the end */
		found = ar_fetch_or_relaxed(&c->word, CLOSED);
	}
	wake_sleepers(c, found);
	return !(found & CLOSED);
}

bool ar_watch_is_closed_(const ar_watch_core *c)
{
	if (ar_modelled("ar_watch"))
		return watch_is_closed(look_modelled(c));
	/* relaxed: nothing comes with the answer */
	return ar_load_relaxed(&c->word) & CLOSED;
}

ar_watch_receiver ar_watch_subscribe_(const ar_watch_core *c)
{
	ar_watch_receiver r = {version_now(c)};

	return r;
}

static int wait_modelled(ar_watch_core *c, ar_watch_receiver *r, ar_time deadline)
{
	uint64_t found;
	int error = specified_take_until(&c->word, &watch_waits, r->seen, deadline, &found);

	if (error)
		return error;
	if (watch_version(found) == r->seen)
		return EPIPE;
	r->seen = watch_version(found);
	return 0;
}

int ar_watch_wait_(ar_watch_core *c, ar_watch_receiver *r, ar_time deadline)
{
	struct patience p = patience_for(c);
	bool in_time = deadline != 0;

	if (ar_modelled("ar_watch"))
		return wait_modelled(c, r, deadline);
	for (;;) {
		/* acquire: pairs with the release in end(); else we may miss what the sender did before */
		uint32_t word = ar_load_acquire(&c->word);

		if (version(word) != r->seen) {
			r->seen = version(word);
			return 0;
		}
		if (word & CLOSED)
			return EPIPE;
		if (!in_time)
			return deadline ? ETIMEDOUT : EAGAIN;
		if (ar_checking() || !be_patient(&p))
			in_time = sleep_with_bit(&c->word, word, SLEEPERS, deadline);
	}
}

/* Whether receivers would get what is going to be dropped. */
static bool gives_away(const ar_watch_core *c)
{
	return c->drop && !c->copy;
}

int ar_watch_get_(ar_watch_core *c, ar_watch_receiver *r, void *out, const void *value, size_t size,
                  const char *name, const char *function, const char *place)
{
	int error = 0;

	if (gives_away(c))
		ar_misuse("the watch", name, "was received from", function, place,
		          "but it drops its values and has no function that copies them");
	AR_READ_LOCKED(&c->lock) {
		if (c->copy)
			error = c->copy(out, value);
		else
			memcpy(out, value, size);
		if (error == 0 && r)
			r->seen = version_now(c);
	}
	return error;
}

/* --- In a select ------------------------------------------------------------------------------------ */

static const char *select_misuse(const ar_select_case *first, const ar_select_case *k)
{
	(void)first;
	return gives_away(k->other_.object)
	               ? "but one of its watches drops its values and has no function that copies them"
	               : NULL;
}

static bool select_try(ar_select_case *k, int *error)
{
	const ar_select_other *o = &k->other_;
	ar_watch_core *c = o->object;
	ar_watch_receiver *r = o->receiver;
	bool newer, closed;

	if (ar_modelled("ar_watch")) {
		uint64_t state = look_modelled(c);
		newer = watch_version(state) != r->seen;
		closed = watch_is_closed(state);
	} else {
		/* relaxed: the lock publishes the value */
		uint32_t word = ar_load_relaxed(&c->word);
		newer = version(word) != r->seen;
		closed = word & CLOSED;
	}
	if (newer)
		*error = ar_watch_get_(c, r, k->message_, o->message, o->message_size, "", AR_CALLER);
	else if (closed)
		*error = EPIPE;
	else
		return false;
	return true;
}

static bool select_enter(ar_select_case *k)
{
	ar_watch_core *c = k->other_.object;
	ar_watch_receiver *r = k->other_.receiver;

	if (ar_modelled("ar_watch")) {
		uint64_t seen = r->seen, pair = ar_model_pair(seen, k->token_.position);
		return !watch_await(ar_model_step(&c->word, &watch_lists, pair), seen, 0).waits;
	}
	ar_queue_enter(&c->selecting, &k->sleeper_);
	/* relaxed: who takes the lock of the queue before us has changed the word before, and we see it */
	uint32_t word = ar_load_relaxed(&c->word);
	return version(word) != r->seen || word & CLOSED || !ask_with_bit(&c->word, word, SLEEPERS);
}

static void select_leave(ar_select_case *k)
{
	ar_watch_core *c = k->other_.object;

	if (ar_modelled("ar_watch")) {
		ar_model_step(&c->word, &watch_unlists, k->token_.position);
		return;
	}
	ar_queue_leave(&c->selecting, &k->sleeper_);
}

const struct ar_select_kind ar_watch_selecting_ = {
	.misuse = select_misuse,
	.try_receive = select_try,
	.enter = select_enter,
	.leave = select_leave,
};
