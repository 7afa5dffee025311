#include <acqrel/watch.h>

#include "channel_queue.h"
#include "os/os.h"
#include "patience.h"
#include "select_kind.h"
#include "sleep.h"

#include <string.h>

enum { CLOSED = 1, SLEEPERS = 2, ONE_MORE = 4 };

static uint32_t version(uint32_t word)
{
	return word / ONE_MORE;
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
	/*
	 * release: pairs with the acquire in wait(); else who has learned of this value may miss what we did
	 * before it
	 */
	uint32_t found = ar_fetch_add_release(&c->word, ONE_MORE);

	ar_rwlock_write_unlock(&c->lock);
	wake_sleepers(c, found);
}

bool ar_watch_close_(ar_watch_core *c)
{
	uint32_t found = 0;

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
	/* relaxed: nothing comes with the answer */
	return ar_load_relaxed(&c->word) & CLOSED;
}

ar_watch_receiver ar_watch_subscribe_(const ar_watch_core *c)
{
	/* relaxed: who sends later makes a later version */
	ar_watch_receiver r = {version(ar_load_relaxed(&c->word))};

	return r;
}

int ar_watch_wait_(ar_watch_core *c, ar_watch_receiver *r, ar_time deadline)
{
	struct patience p = patience_for(c);
	bool in_time = deadline != 0;

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
			/* relaxed: it changes with the lock held to write */
			r->seen = version(ar_load_relaxed(&c->word));
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
	/* relaxed: the lock publishes the value */
	uint32_t word = ar_load_relaxed(&c->word);

	if (version(word) != r->seen)
		*error = ar_watch_get_(c, r, k->message_, o->message, o->message_size, "", AR_CALLER);
	else if (word & CLOSED)
		*error = EPIPE;
	else
		return false;
	return true;
}

static bool select_enter(ar_select_case *k)
{
	ar_watch_core *c = k->other_.object;
	ar_watch_receiver *r = k->other_.receiver;

	ar_queue_enter(&c->selecting, &k->sleeper_);
	/* relaxed: who takes the lock of the queue before us has changed the word before, and we see it */
	uint32_t word = ar_load_relaxed(&c->word);
	return version(word) != r->seen || word & CLOSED || !ask_with_bit(&c->word, word, SLEEPERS);
}

static void select_leave(ar_select_case *k)
{
	ar_watch_core *c = k->other_.object;

	ar_queue_leave(&c->selecting, &k->sleeper_);
}

const struct ar_select_kind ar_watch_selecting_ = {
	.misuse = select_misuse,
	.try_receive = select_try,
	.enter = select_enter,
	.leave = select_leave,
};
