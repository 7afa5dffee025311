#include <acqrel/oneshot.h>

#include "allocator.h"
#include "channel.h"
#include "channel_queue.h"
#include "os/os.h"
#include "patience.h"
#include "select_kind.h"
#include "specifications/oneshot.h"

#include <string.h>

#define SENT          AR_ONESHOT_SENT_
#define SENDER_GONE   AR_ONESHOT_SENDER_GONE_
#define RECEIVER_GONE AR_ONESHOT_RECEIVER_GONE_
#define SLEEPING      AR_ONESHOT_SLEEPING_
#define SELECTED      AR_ONESHOT_SELECTED_

void *ar_oneshot_new_(size_t size, size_t alignment, void (*drop)(void *), const ar_allocator *allocator)
{
	ar_oneshot_core *c = ar_allocator_get(allocator, size, alignment);

	if (!c)
		return NULL;
	ar_init(&c->word, 0);
	c->alignment = 0;
	while ((size_t)1 << c->alignment < alignment)
		c->alignment++;
	c->sender_ended = c->receiver_ended = 0;
	c->drop = drop;
	c->allocator = allocator;
	return c;
}

static void release(ar_oneshot_core *c, size_t size)
{
	if (c->alignment)
		ar_allocator_put(c->allocator, c, size, (size_t)1 << c->alignment);
}

/*
 * The receiver waits until SELECTED is cleared; then the channel may be gone, and the word on which it
 * sleeps.
 */
static AR_COLD void tell_select(ar_oneshot_core *c)
{
	ar_atomic_u32 *word = c->select_word;
	uint32_t waits = WAITS;

	/* relaxed, and relaxed if it fails: the channel publishes whatever there is */
	bool retry = ar_cas_strong_relaxed_relaxed(word, &waits, RETRY);

	/*
	 * release: pairs with the acquire in leave(); else the receiver may free what we have just looked at
	 */
	ar_fetch_and_release(&c->word, ~SELECTED);
	if (retry)
		ar_os_wake_one(word);
}

/* --- As specified ------------------------------------------------------------------------------------ */

uint32_t ar_oneshot_look_modelled_(ar_oneshot_core *c)
{
	return (uint32_t)oneshot_bits(ar_model_step(&c->word, &oneshot_looks, 0));
}

static uint32_t end_sender_modelled(ar_oneshot_core *c, uint32_t how)
{
	c->sender_ended = (uint8_t)how;
	uint64_t found = ar_model_step(&c->word, &oneshot_ends, how);
	if (oneshot_receiver(found))
		waiter_tell(oneshot_receiver(found));
	return (uint32_t)oneshot_bits(found);
}

static bool wait_modelled(ar_oneshot_core *c, ar_time deadline)
{
	uint64_t found;

	return specified_take_until(&c->word, &oneshot_waits, 0, deadline, &found) == 0 &&
	       oneshot_bits(found) & SENT;
}

static uint32_t end_receiver_modelled(ar_oneshot_core *c, const ar_model_call *call)
{
	c->receiver_ended = RECEIVER_GONE;
	return (uint32_t)oneshot_bits(ar_model_step(&c->word, call, RECEIVER_GONE));
}

/* --- The sender's side -------------------------------------------------------------------------------- */

bool ar_oneshot_end_sender_(ar_oneshot_core *c, size_t size, uint32_t how)
{
	uint32_t found;

	if (ar_modelled("ar_oneshot"))
		found = end_sender_modelled(c, how);
	else
		/*
		 * acq_rel: releases the message to the acquires of who receives, and acquires what the
		 * receiver did before it went, or what it selects; else we may free the channel while it
		 * still looks at it
		 */
		found = ar_fetch_or_acq_rel(&c->word, how);

	if (found & RECEIVER_GONE) {
		release(c, size);
		return false;
	}
	if (found & SELECTED)
		tell_select(c);
	else if (found & SLEEPING)
		/* The channel may be gone by now: only its address is used. */
		ar_os_wake_one(&c->word);
	return true;
}

/* Whether there is something to tell: the message, or that there will be none. */
static bool is_over(uint32_t word)
{
	return word & (SENT | SENDER_GONE);
}

bool ar_oneshot_wait_(ar_oneshot_core *c, ar_time deadline, const char *name, const char *function,
                      const char *place)
{
	bool in_time = deadline != 0;

	ar_oneshot_may_receive_(c, name, function, place);
	if (ar_modelled("ar_oneshot"))
		return wait_modelled(c, deadline);
	for (unsigned spent = 0;;) {
		/* acquire: pairs with the release in end_sender(); else we may miss the message */
		uint32_t word = ar_load_acquire(&c->word);
		if (is_over(word) || !in_time)
			return word & SENT;
		if (stay_awake(&spent, ANSWER_PAUSE))
			continue;
		/*
		 * relaxed: it is our own bit, and what the sender has done meanwhile is looked at again above
		 */
		word = ar_fetch_or_relaxed(&c->word, SLEEPING);
		if (!is_over(word))
			in_time = ar_os_wait(&c->word, word | SLEEPING, deadline);
	}
}

void ar_oneshot_received_(ar_oneshot_core *c, size_t size)
{
	if (c->alignment)
		release(c, size);
	else if (ar_modelled("ar_oneshot"))
		end_receiver_modelled(c, &oneshot_marks);
	else
		/* relaxed: for our own side to notice misuse; the sender's has ended */
		ar_store_relaxed(&c->word, SENT | RECEIVER_GONE);
}

void ar_oneshot_drop_receiver_(ar_oneshot_core *c, void *message, size_t size)
{
	uint32_t found;

	if (ar_modelled("ar_oneshot"))
		found = end_receiver_modelled(c, &oneshot_ends);
	else
		/*
		 * acq_rel: acquires the message from end_sender() to drop it, and releases our use of the
		 * channel to a sender who frees it
		 */
		found = ar_fetch_or_acq_rel(&c->word, RECEIVER_GONE);

	if ((found & SENT) && c->drop)
		c->drop(message);
	if (is_over(found))
		release(c, size);
}

/* --- In a select ------------------------------------------------------------------------------------ */

static const char *select_misuse(const ar_select_case *first, const ar_select_case *k)
{
	ar_oneshot_core *c = k->other_.object;
	uint32_t word;

	if (ar_modelled("ar_oneshot"))
		word = c->receiver_ended;
	else
		/* relaxed: what we look at is set by the caller's own side */
		word = ar_load_relaxed(&c->word);

	if (word & RECEIVER_GONE)
		return "but the receiver's side of one of its one-shot channels has ended before";
	if (word & SELECTED)
		return "but another thread waits for one of its one-shot channels";
	for (; first < k; first++)
		if (first->other_.kind && first->other_.object == c)
			return "but two of its cases are the same one-shot channel";
	return NULL;
}

static bool select_try(ar_select_case *k, int *error)
{
	const ar_select_other *o = &k->other_;
	ar_oneshot_core *c = o->object;
	uint32_t word;

	if (ar_modelled("ar_oneshot"))
		word = (uint32_t)oneshot_bits(ar_model_step(&c->word, &oneshot_waits.tries, 0));
	else
		/* acquire: pairs with the release in end_sender(); else we may miss the message */
		word = ar_load_acquire(&c->word);
	if (!is_over(word))
		return false;
	*error = word & SENT ? 0 : EPIPE;
	if (*error == 0) {
		memcpy(k->message_, o->message, o->message_size);
		ar_oneshot_received_(c, o->size);
	}
	return true;
}

static bool select_enter(ar_select_case *k)
{
	ar_oneshot_core *c = k->other_.object;

	if (ar_modelled("ar_oneshot")) {
		uint64_t found = ar_model_step(&c->word, &oneshot_lists, k->token_.position);
		if (!oneshot_is_over(found))
			c->receiver_ended = SELECTED;
		return oneshot_is_over(found);
	}
	/* relaxed: only a guess of what the compare-exchange will find */
	uint32_t word = ar_load_relaxed(&c->word);

	if (is_over(word))
		return true;
	k->other_.drop = c->drop;
	c->select_word = k->sleeper_.word;
	/*
	 * release, and relaxed if it fails: pairs with the acquire in end_sender(); else it may tell another
	 * word
	 */
	k->sleeper_.queued = ar_cas_strong_release_relaxed(&c->word, &word, word | SELECTED);
	if (!k->sleeper_.queued)
		c->drop = k->other_.drop; /* the sender has come in between */
	return !k->sleeper_.queued;
}

static void select_leave(ar_select_case *k)
{
	ar_oneshot_core *c = k->other_.object;

	if (ar_modelled("ar_oneshot")) {
		ar_model_step(&c->word, &oneshot_unlists, k->token_.position);
		c->receiver_ended = 0;
		return;
	}
	if (!k->sleeper_.queued)
		return;
	for (unsigned turn = 0;; let_copy(&turn)) {
		/*
		 * acquire: pairs with the release in tell_select(); else the sender may still look at what is
		 * ours again
		 */
		uint32_t word = ar_load_acquire(&c->word);

		if (!(word & SELECTED))
			break;
		/* relaxed, and relaxed if it fails: the sender has not looked at anything yet */
		if (!is_over(word) && ar_cas_strong_relaxed_relaxed(&c->word, &word, word & ~SELECTED))
			break;
	}
	k->sleeper_.queued = false;
	c->drop = k->other_.drop;
}

const struct ar_select_kind ar_oneshot_selecting_ = {
	.misuse = select_misuse,
	.try_receive = select_try,
	.enter = select_enter,
	.leave = select_leave,
};
