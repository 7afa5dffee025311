/*
 * A channel without room: each message goes from the sender's stack to the receiver's, when both are there.
 *
 * Whoever comes first enters a queue, tells where its message is (or is to go), and sleeps. Whoever comes second
 * takes it out, moves the message and lets it go on. One lock, that of the senders' queue, is for both queues; the
 * message is moved without it.
 *
 * *told of a sleeper  meaning                    who may change it, to what
 * 0                   waits for a partner        a partner, to MET; the sleeper when its time is up, to LEFT;
 *                                                who closes the channel, to CLOSED
 * MET                 a partner moves its message    that partner, to DONE
 * DONE, CLOSED, LEFT  it is over
 */
#include "channel.h"
#include "channel_queue.h"
#include "os/os.h"
#include "spin.h"

enum { WAITS, MET, DONE, CLOSED, LEFT };

static int meeting_init(ar_channel_core *c, size_t alignment)
{
	(void)alignment;
	c->closed_bit = 1;
	return 0;
}

static void meeting_release(ar_channel_core *c)
{
	(void)c;
}

static bool is_closed(ar_channel_core *c)
{
	/* relaxed: under the lock */
	return ar_load_relaxed(&c->tail) & c->closed_bit;
}

/* The oldest sleeper that still waits, taken out of the queue; NULL: nobody. Under the lock. */
static struct ar_channel_sleeper *meet(ar_channel_queue *q)
{
	while (q->first) {
		struct ar_channel_sleeper *s = q->first;
		uint32_t waits = WAITS;
		queue_take_out(q, s);
		/* relaxed, and relaxed if it fails: the lock has handed over where its message is */
		if (ar_cas_strong_relaxed_relaxed(s->told, &waits, MET))
			return s;
	}
	return NULL;
}

/* Sleeps until a partner has moved the message (0), the channel is closed, or the time is up. */
static int sleep(ar_channel_core *c, ar_channel_queue *q, struct ar_channel_sleeper *s, ar_time deadline)
{
	uint32_t waits = WAITS;
	bool in_time = true;

	for (int i = AR_SPINS;;) {
		/* acquire: pairs with the release in let_go(); else we may miss the message, or use its place again too soon */
		uint32_t told = ar_load_acquire(s->told);
		if (told == DONE)
			return 0;
		if (told == CLOSED)
			return EPIPE;
		/* relaxed, and relaxed if it fails: nothing has been handed over yet, or the load above takes it over */
		if (!in_time && ar_cas_strong_relaxed_relaxed(s->told, &waits, LEFT))
			break;
		if (i-- > 0)
			ar_spin_hint();
		else
			/* Somebody whom we have met will not be long. */
			in_time =
				os_wait(s->told, told, told == WAITS ? deadline : AR_NEVER) || told != WAITS;
	}
	ar_mutex_lock(&c->senders.lock);
	if (s->queued)
		queue_take_out(q, s);
	ar_mutex_unlock(&c->senders.lock);
	return ETIMEDOUT;
}

static void let_go(void *sleeper)
{
	ar_atomic_u32 *told = ((struct ar_channel_sleeper *)sleeper)->told;

	/* release: pairs with the acquire in sleep(); else the other may miss the message, or use its place too soon */
	ar_store_release(told, DONE);
	/* Its stack may be gone from here on: only the address is used. */
	os_wake_one(told);
}

/* Either side: theirs is the queue in which partners wait, ours the one to wait in. */
static int begin(ar_channel_core *c, ar_channel_token *t, ar_time deadline, ar_channel_queue *theirs,
                 ar_channel_queue *ours)
{
	ar_atomic_u32 told = AR_ATOMIC_INIT(WAITS);
	struct ar_channel_sleeper self = {.told = &told, .token = t};
	struct ar_channel_sleeper *partner;
	int error = 0;

	t->slot = NULL;
	ar_mutex_lock(&c->senders.lock);
	if (is_closed(c))
		error = EPIPE;
	else if ((partner = meet(theirs)))
		t->message = partner->token->message, t->slot = partner;
	else if (!deadline)
		error = EAGAIN;
	else
		queue_append(ours, &self), error = ETIMEDOUT;
	ar_mutex_unlock(&c->senders.lock);
	return error == ETIMEDOUT ? sleep(c, ours, &self, deadline) : error;
}

static int meeting_begin_send(ar_channel_core *c, ar_channel_token *t, ar_time deadline)
{
	return begin(c, t, deadline, &c->receivers, &c->senders);
}

static int meeting_begin_receive(ar_channel_core *c, ar_channel_token *t, ar_time deadline)
{
	return begin(c, t, deadline, &c->senders, &c->receivers);
}

static void meeting_end(ar_channel_core *c, ar_channel_token *t)
{
	(void)c;
	if (t->slot)
		let_go(t->slot);
}

static void tell_closed(ar_channel_queue *q)
{
	while (q->first) {
		struct ar_channel_sleeper *s = q->first;
		ar_atomic_u32 *told = s->told;
		uint32_t waits = WAITS;
		queue_take_out(q, s);
		/* relaxed, and relaxed if it fails: that it is closed brings nothing with it; *s may be gone after this */
		if (ar_cas_strong_relaxed_relaxed(told, &waits, CLOSED))
			os_wake_one(told);
	}
}

static bool meeting_close(ar_channel_core *c)
{
	bool was_open;

	ar_mutex_lock(&c->senders.lock);
	was_open = !is_closed(c);
	/* relaxed: under the lock */
	ar_store_relaxed(&c->tail, c->closed_bit);
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
