/*
 * A channel without room: two threads meet, and the message goes from one to the other.
 *
 * Those who are awake meet in a cell, without a lock. Its state is the channel's tail: whether the channel is
 * closed in the lowest bit, then a phase, then the number of the meeting.
 *
 *	phase    meaning                               who may change it, to what
 *	EMPTY    no thread waits here                  anybody, to COMING
 *	COMING   a thread writes what it brings        that thread, to OFFERED or WANTED
 *	OFFERED  a sender waits, its message is there  a receiver, to MOVING;
 *	                                               that sender, when it leaves, to the next EMPTY
 *	WANTED   a receiver waits                      a sender, to MOVING;
 *	                                               that receiver, when it leaves, to the next EMPTY
 *	MOVING   the partner moves the message         that partner: OFFERED before, to the next EMPTY;
 *	                                               WANTED before, to MOVED
 *	MOVED    the message is there for whom WANTED  that receiver, to the next EMPTY
 *
 * Who is the only one that may change it just stores the next phase: two read-modify-writes a message. The
 * channel becomes closed in one of the other phases, EMPTY, OFFERED or WANTED, and stays in that. A message
 * that lies in the cell comes with the state: in all, a cache line goes there and back. (With a size_t of 32
 * bits, a thread that is stopped in the cell for exactly 2^28 meetings would take another's for its own.)
 *
 * Who has waited for long enough leaves the cell and enters a queue, tells where its message is (or is to
 * go), and sleeps. The thread that comes then takes it out, moves the message and lets it go on;
 * channel_queue.h has the states. One lock, that of the senders' queue, is for both queues; the message is
 * moved without it. RETRY says that the channel is closed.
 *
 * No thread sleeps beside a partner. Of two who enter the queues, the second finds the first, under the lock;
 * and who is awake enters a queue sooner or later, unless it finds somebody before: it looks at both the cell
 * and the other side's queue.
 */
#include "channel.h"
#include "channel_queue.h"
#include "os/os.h"
#include "patience.h"

#include <string.h>

#define IS_CLOSED 1
#define PHASE     2 /* the phases are multiples of it */
#define MEETING   16

/* How long (see patience.h) a cache line takes from one processor to another. */
#define LINE_PAUSE 4

/*
 * After so long, a receiver enters the cell: who tries to send finds it there. If it did so at once, it and
 * the sender, who both come back at once, would take the cell away from each other. Under the checker both
 * enter, at once, unless a test that would have too many executions says who does; who leaves the cell goes
 * to the queues, without a look at who sleeps.
 */
#define RECEIVER_ENTERS 32
#ifndef AR_MEETING_ENTERS
#define AR_MEETING_ENTERS (1 << true | 1 << false)
#endif

enum { EMPTY, COMING, OFFERED, WANTED, MOVING, MOVED };

static unsigned phase(size_t state)
{
	return state % MEETING / PHASE;
}

/* The same meeting in another phase. */
static size_t in_phase(size_t state, unsigned other)
{
	return state - state % MEETING + (size_t)other * PHASE;
}

static size_t next_empty(size_t state)
{
	return in_phase(state, EMPTY) + MEETING;
}

/*
 * Of the other kinds' members, slots is where the message is, in the cell (NULL: it does not fit, and its
 * address is there), and lap is 1 when the channel is closed, for the thread that has the lock.
 */
static int meeting_init(ar_channel_core *c, size_t alignment)
{
	size_t before = -(uintptr_t)c->cell & (alignment - 1);

	c->closed_bit = IS_CLOSED;
	if (before <= sizeof c->cell && c->message_size <= sizeof c->cell - before)
		c->slots = c->cell + before;
	return 0;
}

/* Whether the message lies in the cache line of the state. */
static bool in_one_line(const ar_channel_core *c)
{
	return c->slots && (uintptr_t)&c->tail / LINE == ((uintptr_t)c->slots + c->message_size - 1) / LINE;
}

static void meeting_release(ar_channel_core *c)
{
	(void)c;
}

bool ar_meeting_has_somebody(ar_channel_core *c)
{
	/*
	 * relaxed: no thread may be using it; a thread that does all the same should be noticed, but need not
	 * be
	 */
	size_t state = ar_load_relaxed(&c->tail);

	return !(state & IS_CLOSED) && phase(state) != EMPTY;
}

static ar_channel_queue *partners_of(ar_channel_core *c, bool sends)
{
	return sends ? &c->receivers : &c->senders;
}

/* Whether a partner sleeps, or has done so a moment ago. */
static bool has_sleepers(ar_channel_core *c, bool sends)
{
	/*
	 * relaxed: the lock publishes what there is; who sees it too late enters a queue itself, or only
	 * tries
	 */
	return ar_load_relaxed(&partners_of(c, sends)->sleepers);
}

/*
 * Waits awake between two looks at the cell; false: for long enough. Each look takes the cache line away from
 * the partner who is about to write it: the pause is about the line's way, or that of the two lines of a
 * large message.
 */
static bool look_later(const ar_channel_core *c, unsigned *spent)
{
	return stay_awake(spent, in_one_line(c) ? LINE_PAUSE : 2 * LINE_PAUSE);
}

/* The oldest sleeper that still waits, taken out of the queue; NULL: none. Under the lock. */
static struct ar_channel_sleeper *meet(ar_channel_queue *q)
{
	while (q->first) {
		struct ar_channel_sleeper *s = q->first;
		uint32_t waits = WAITS;

		ar_queue_take_out(q, s);
		/* relaxed, and relaxed if it fails: the lock publishes what s is about */
		if (!ar_cas_strong_relaxed_relaxed(s->word, &waits, MET))
			continue; /* its time was up, or it selects and has something else */
		s->chosen = true;
		return s;
	}
	return NULL;
}

/* Meets the thread that waits in the cell, which is in this state: 0, EAGAIN (no thread does) or EPIPE. */
static int meet_in_cell(ar_channel_core *c, ar_channel_token *t, bool sends, size_t state)
{
	if (state & IS_CLOSED)
		return EPIPE;
	if (phase(state) != (sends ? WANTED : OFFERED) ||
	    /*
	     * acquire, and relaxed if it fails: pairs with the release in wait_in_cell(); else we may miss
	     * the message, or its place
	     */
	    !ar_cas_strong_acquire_relaxed(&c->tail, &state, in_phase(state, MOVING)))
		return EAGAIN;
	if (c->slots)
		t->message = c->slots;
	else
		memcpy(&t->message, c->cell, sizeof t->message);
	t->slot = &c->tail;
	t->position = sends ? in_phase(state, MOVED) : next_empty(state);
	return 0;
}

/* Meets the thread that sleeps: 0, EAGAIN or EPIPE. Under the lock. */
static int meet_sleeper(ar_channel_core *c, ar_channel_token *t, bool sends)
{
	struct ar_channel_sleeper *partner = meet(partners_of(c, sends));

	if (!partner)
		return c->lap ? EPIPE : EAGAIN;
	t->message = partner->message;
	t->slot = partner;
	return 0;
}

int ar_meeting_find(ar_channel_core *c, ar_channel_token *t, bool sends)
{
	int error = meet_sleeper(c, t, sends);

	/* relaxed: the thread that changes it acquires what came with it */
	return error == EAGAIN ? meet_in_cell(c, t, sends, ar_load_relaxed(&c->tail)) : error;
}

/* Meets anybody, those who sleep first: they have come before. 0, EAGAIN or EPIPE. */
static int meet_anybody(ar_channel_core *c, ar_channel_token *t, bool sends, size_t state)
{
	int error = EAGAIN;

	if (has_sleepers(c, sends)) {
		ar_mutex_lock(&c->senders.lock);
		error = meet_sleeper(c, t, sends);
		ar_mutex_unlock(&c->senders.lock);
	}
	return error == EAGAIN ? meet_in_cell(c, t, sends, state) : error;
}

/*
 * Waits in the cell, which is ours and COMING, for a partner: 0, EPIPE, or EAGAIN. Then it has left it: it
 * has taken long, or a partner sleeps.
 */
static int wait_in_cell(ar_channel_core *c, ar_channel_token *t, bool sends, size_t waiting, unsigned *spent)
{
	size_t state = waiting;

	if (!c->slots)
		memcpy(c->cell, &t->message, sizeof t->message);
	else if (sends)
		memcpy(c->slots, t->message, c->message_size);
	/*
	 * release: pairs with the compare-exchange in meet_in_cell(); else the partner may miss the message,
	 * or its place
	 */
	ar_store_release(&c->tail, waiting);
	for (unsigned turn = 0;;) {
		if (state == in_phase(waiting, MOVING))
			let_copy(&turn);
		else if (state != waiting)
			break;
		else if ((!look_later(c, spent) || has_sleepers(c, sends)) &&
		         /*
			 * relaxed, and relaxed if it fails: no thread has touched it, or the load below
			 * acquires it
			 */
		         ar_cas_strong_relaxed_relaxed(&c->tail, &state, next_empty(waiting)))
			return EAGAIN;
		/*
		 * acquire: pairs with the release in end(); else we may miss the message, or use its place
		 * again too soon
		 */
		state = ar_load_acquire(&c->tail);
	}
	if (state == (waiting | IS_CLOSED))
		return EPIPE;
	if (!sends) {
		if (c->slots)
			t->message = c->slots;
		t->slot = &c->tail;
		t->position = next_empty(waiting);
	}
	return 0;
}

/*
 * Waits until a partner has moved the message (0), the channel is closed (EPIPE), or the time is up
 * (ETIMEDOUT).
 */
static int sleep(ar_atomic_u32 *word, ar_time deadline)
{
	bool in_time = true;

	for (;;) {
		/*
		 * acquire: pairs with the release in end(); else we may miss the message, or use its place
		 * again too soon
		 */
		uint32_t found = ar_load_acquire(word);
		if (found == DONE)
			return 0;
		if (found == RETRY)
			return EPIPE;
		if (found == WAITS && !in_time) {
			/*
			 * relaxed, and relaxed if it fails: nothing has been published yet, or the load
			 * above acquires it
			 */
			if (ar_cas_strong_relaxed_relaxed(word, &found, LEFT))
				return ETIMEDOUT;
		} else {
			/* Somebody whom we have met will not be long. */
			in_time = ar_os_wait(word, found, found == WAITS ? deadline : AR_NEVER) ||
			          found != WAITS;
		}
	}
}

/* Meets a sleeper, or sleeps until somebody comes. */
static AR_COLD int queue_up(ar_channel_core *c, ar_channel_token *t, bool sends, ar_time deadline)
{
	ar_channel_queue *ours = partners_of(c, !sends);
	ar_atomic_u32 word = AR_ATOMIC_INIT(WAITS);
	struct ar_channel_sleeper self = {.word = &word, .message = t->message};
	int error;

	ar_mutex_lock(&c->senders.lock);
	error = meet_sleeper(c, t, sends);
	if (error == EAGAIN)
		ar_queue_append(ours, &self);
	ar_mutex_unlock(&c->senders.lock);
	if (error != EAGAIN)
		return error;
	error = sleep(&word, deadline);
	if (error == ETIMEDOUT)
		AR_LOCKED(&c->senders.lock) {
			if (self.queued)
				ar_queue_take_out(ours, &self);
		}
	return error;
}

/* The cell, if no thread is there. */
static bool may_enter(bool sends, unsigned spent)
{
	return ar_checking() ? AR_MEETING_ENTERS >> sends & 1 : sends || spent >= RECEIVER_ENTERS;
}

static int begin(ar_channel_core *c, ar_channel_token *t, bool sends, ar_time deadline)
{
	t->slot = NULL;
	for (unsigned spent = 0;;) {
		if (!sends && c->slots)
			prefetch_end(&c->tail, (size_t)(c->slots + c->message_size - (char *)&c->tail));
		/* relaxed: the thread that changes it acquires what came with it */
		size_t state = ar_load_relaxed(&c->tail);
		int error = meet_anybody(c, t, sends, state);

		if (error != EAGAIN || !deadline)
			return error;
		if (phase(state) == EMPTY && may_enter(sends, spent) &&
		    /*
		     * acquire, and relaxed if it fails: pairs with the release in end(); else we may write
		     * while that still reads
		     */
		    ar_cas_strong_acquire_relaxed(&c->tail, &state, in_phase(state, COMING)))
			error = wait_in_cell(c, t, sends, in_phase(state, sends ? OFFERED : WANTED), &spent);
		if (error != EAGAIN)
			return error;
		if (!look_later(c, &spent))
			return queue_up(c, t, sends, deadline);
	}
}

static int meeting_begin_send(ar_channel_core *c, ar_channel_token *t, ar_time deadline)
{
	return begin(c, t, true, deadline);
}

static int meeting_begin_receive(ar_channel_core *c, ar_channel_token *t, ar_time deadline)
{
	return begin(c, t, false, deadline);
}

/*
 * The message has been moved: lets go of the cell, or of the sleeper that we have met; if a partner has met
 * us, of nothing.
 */
static void meeting_end(ar_channel_core *c, ar_channel_token *t)
{
	if (t->slot == &c->tail) {
		/*
		 * release: pairs with the acquires in wait_in_cell() and begin(); else they may miss the
		 * message, or use its place too soon
		 */
		ar_store_release(&c->tail, t->position);
	} else if (t->slot) {
		ar_atomic_u32 *word = ((struct ar_channel_sleeper *)t->slot)->word;

		/*
		 * release: pairs with the acquire in sleep(); else the other may miss the message, or use its
		 * place too soon
		 */
		ar_store_release(word, DONE);
		/* Its stack may be gone: only the address is used. */
		ar_os_wake_one(word);
	}
}

static void tell_closed(ar_channel_queue *q)
{
	while (q->first) {
		struct ar_channel_sleeper *s = q->first;
		ar_atomic_u32 *word = s->word;
		uint32_t waits = WAITS;

		ar_queue_take_out(q, s);
		/*
		 * release, and relaxed if it fails: pairs with the acquire in sleep(); else the other may get
		 * EPIPE and then find the channel open
		 */
		if (ar_cas_strong_release_relaxed(word, &waits, RETRY))
			ar_os_wake_one(word); /* *s may be gone */
	}
}

/* Those who are awake see it in the cell. Returns whether it was open. */
static bool close_cell(ar_channel_core *c)
{
	for (unsigned turn = 0;;) {
		/* relaxed: that it is closed brings nothing with it */
		size_t state = ar_load_relaxed(&c->tail);

		if (state & IS_CLOSED)
			return false;
		if ((phase(state) == EMPTY || phase(state) == OFFERED || phase(state) == WANTED) &&
		    /* relaxed, and relaxed if it fails: as above */
		    ar_cas_strong_relaxed_relaxed(&c->tail, &state, state | IS_CLOSED))
			return true;
		let_copy(&turn); /* it changes in a moment, and who changes it does not look */
	}
}

static bool meeting_close(ar_channel_core *c)
{
	bool was_open;

	ar_mutex_lock(&c->senders.lock);
	was_open = close_cell(c);
	c->lap = 1;
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

const struct ar_channel_kind ar_channel_meeting = {
	.init = meeting_init,
	.begin_send = meeting_begin_send,
	.end_send = meeting_end,
	.begin_receive = meeting_begin_receive,
	.end_receive = meeting_end,
	.meets = true,
	.close = meeting_close,
	.length = meeting_length,
	.release = meeting_release,
};
