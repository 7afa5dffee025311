/*
 * A channel without room: each message goes from the sender's stack to the receiver's, when both are there.
 *
 * Whoever comes first enters a queue, tells where its message is (or is to go), and sleeps. Whoever comes second
 * takes it out, moves the message and lets it go on; channel_queue.h has the states. One lock, that of the senders'
 * queue, is for both queues; the message is moved without it. TOLD says that the channel is closed.
 */
#include "channel.h"
#include "channel_queue.h"
#include "os/os.h"
#include "spin.h"

#define IS_CLOSED 1 /* the tail, which has no other use here */

static int meeting_init(ar_channel_core *c, size_t alignment)
{
	(void)alignment;
	c->closed_bit = IS_CLOSED;
	return 0;
}

static void meeting_release(ar_channel_core *c)
{
	(void)c;
}

static bool is_closed(ar_channel_core *c)
{
	/* relaxed: under the lock */
	return ar_load_relaxed(&c->tail);
}

/* The oldest sleeper that still waits, taken out of the queue; NULL: nobody. Under the lock. */
static struct ar_channel_sleeper *meet(ar_channel_queue *q)
{
	while (q->first) {
		struct ar_channel_sleeper *s = q->first;
		uint32_t waits = WAITS;
		queue_take_out(q, s);
		/* relaxed, and relaxed if it fails: the lock has handed over where its message is */
		if (!ar_cas_strong_relaxed_relaxed(s->word, &waits, MET))
			continue; /* its time was up, or it selects and has something else */
		s->chosen = true;
		return s;
	}
	return NULL;
}

int meeting_find(ar_channel_core *c, ar_channel_token *t, bool sends)
{
	struct ar_channel_sleeper *partner;

	if (is_closed(c))
		return EPIPE;
	partner = meet(sends ? &c->receivers : &c->senders);
	if (!partner)
		return EAGAIN;
	t->message = partner->message;
	t->slot = partner;
	return 0;
}

/* Sleeps until a partner has moved the message (0), the channel is closed, or the time is up. */
static int sleep(ar_channel_core *c, ar_channel_queue *q, struct ar_channel_sleeper *s, ar_time deadline)
{
	bool in_time = true;

	/* Under the checker, what os_wait() compares is look enough. */
	for (int i = AR_ITERATIONS(AR_SPINS, 0);;) {
		uint32_t waits = WAITS;
		/* acquire: pairs with the release in let_go(); else we may miss the message, or use its place again too soon */
		uint32_t word = ar_load_acquire(s->word);
		if (word == DONE)
			return 0;
		if (word == TOLD)
			return EPIPE;
		/* relaxed, and relaxed if it fails: nothing has been handed over yet, or the load above takes it over */
		if (!in_time && ar_cas_strong_relaxed_relaxed(s->word, &waits, LEFT))
			break;
		if (i-- > 0)
			ar_spin_hint();
		else
			/* Somebody whom we have met will not be long. */
			in_time = os_wait(s->word, word, word == WAITS ? deadline : AR_NEVER) || word != WAITS;
	}
	ar_mutex_lock(&c->senders.lock);
	if (s->queued)
		queue_take_out(q, s);
	ar_mutex_unlock(&c->senders.lock);
	return ETIMEDOUT;
}

/* Either side; ours is the queue to wait in. */
static int begin(ar_channel_core *c, ar_channel_token *t, ar_time deadline, bool sends)
{
	ar_channel_queue *ours = sends ? &c->senders : &c->receivers;
	ar_atomic_u32 word = AR_ATOMIC_INIT(WAITS);
	struct ar_channel_sleeper self = {.word = &word, .message = t->message};
	int error;

	t->slot = NULL;
	ar_mutex_lock(&c->senders.lock);
	error = meeting_find(c, t, sends);
	if (error == EAGAIN && deadline)
		queue_append(ours, &self);
	ar_mutex_unlock(&c->senders.lock);
	return error == EAGAIN && deadline ? sleep(c, ours, &self, deadline) : error;
}

static int meeting_begin_send(ar_channel_core *c, ar_channel_token *t, ar_time deadline)
{
	return begin(c, t, deadline, true);
}

static int meeting_begin_receive(ar_channel_core *c, ar_channel_token *t, ar_time deadline)
{
	return begin(c, t, deadline, false);
}

/* The message has been moved: lets go of the partner, if there is one that we have met (else it has met us). */
static void meeting_end(ar_channel_core *c, ar_channel_token *t)
{
	struct ar_channel_sleeper *partner = t->slot;
	ar_atomic_u32 *word;

	(void)c;
	if (!partner)
		return;
	word = partner->word;
	/* release: pairs with the acquire in sleep(); else the other may miss the message, or use its place too soon */
	ar_store_release(word, DONE);
	/* Its stack may be gone from here on: only the address is used. */
	os_wake_one(word);
}

static void tell_closed(ar_channel_queue *q)
{
	while (q->first) {
		struct ar_channel_sleeper *s = q->first;
		ar_atomic_u32 *word = s->word;
		uint32_t waits = WAITS;
		queue_take_out(q, s);
		/*
		 * release, and relaxed if it fails: pairs with the acquire in sleep(); else the other may get EPIPE and then find
		 * the channel open. *s may be gone after this.
		 */
		if (ar_cas_strong_release_relaxed(word, &waits, TOLD))
			os_wake_one(word);
	}
}

static bool meeting_close(ar_channel_core *c)
{
	bool was_open;

	ar_mutex_lock(&c->senders.lock);
	was_open = !is_closed(c);
	/* relaxed: under the lock */
	ar_store_relaxed(&c->tail, IS_CLOSED);
	tell_closed(&c->senders);
	tell_closed(&c->receivers);
	ar_mutex_unlock(&c->senders.lock);
	return was_open;
}

static size_t meeting_length(ar_channel_core *c)
{
	(void)c;
	return 0;
}

const struct ar_channel_kind channel_meeting = {
	.init = meeting_init,
	.begin_send = meeting_begin_send,
	.end_send = meeting_end,
	.begin_receive = meeting_begin_receive,
	.end_receive = meeting_end,
	.close = meeting_close,
	.length = meeting_length,
	.release = meeting_release,
};
