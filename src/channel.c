#include "channel.h"

#include "allocator.h"
#include "channel_queue.h"
#include "os/os.h"
#include "patience.h"
#include "specifications/channel.h"
#include "specifications/meeting.h"

#include <string.h>

static size_t round_up(size_t n, size_t alignment)
{
	return (n + alignment - 1) / alignment * alignment;
}

int ar_channel_init_(ar_channel_core *c, size_t capacity, size_t size, size_t alignment, void (*drop)(void *),
                     const ar_allocator *allocator)
{
	memset(c, 0, sizeof *c);
	if (ar_modelled("ar_channel"))
		c->kind = capacity ? &channel_specified : &meeting_specified;
	else
		c->kind = capacity == AR_UNBOUNDED ? &ar_channel_list
		          : capacity               ? &ar_channel_ring
		                                   : &ar_channel_meeting;
	c->allocator = allocator;
	c->drop = drop;
	c->message_size = size;
	c->message_offset = round_up(sizeof(ar_atomic_size), alignment);
	c->slot_size =
		round_up(c->message_offset + size, alignment > sizeof(size_t) ? alignment : sizeof(size_t));
	c->capacity = capacity;
	int error = c->kind->init(c, alignment > sizeof(size_t) ? alignment : sizeof(size_t));
	if (error)
		c->kind = NULL; /* it counts as not initialised */
	return error;
}

void ar_channel_destroy_(ar_channel_core *c, const char *name, const char *function, const char *place)
{
	ar_channel_token t;

	/*
	 * relaxed: no thread may be using it; a thread that does all the same should be noticed, but need not
	 * be
	 */
	if (ar_load_relaxed(&c->senders.sleepers) + ar_load_relaxed(&c->receivers.sleepers) ||
	    (c->kind == &ar_channel_meeting && ar_meeting_has_somebody(c)) ||
	    (c->kind == &meeting_specified && meeting_has_waiters(c)))
		ar_misuse("the channel", name, "was destroyed", function, place, "while threads wait for it");
	while (c->kind->try_receive && c->kind->try_receive(c, &t, CLOSELY) == 0) {
		if (c->drop)
			c->drop(t.message);
		c->kind->end_receive(c, &t);
	}
	c->kind->release(c);
	c->kind = NULL;
}

bool ar_channel_close_(ar_channel_core *c)
{
	if (!c->kind->close(c))
		return false;
	if (!c->kind->begin_send) {
		ar_queue_wake_all(&c->senders);
		ar_queue_wake_all(&c->receivers);
	}
	return true;
}

typedef int attempt(ar_channel_core *c, ar_channel_token *t, enum channel_look how);

/*
 * Tries, awake for a while, and sleeps in between until `again` says that trying may help, or somebody tells
 * us that it does.
 */
static AR_COLD int wait(ar_channel_core *c, ar_channel_token *t, ar_time deadline, attempt *try,
                        bool (*again)(ar_channel_core *c), ar_channel_queue *q)
{
	int error = EAGAIN; /* the caller has tried */

	for (bool in_time = true;; error = try(c, t, CLOSELY)) {
		ar_atomic_u32 word = AR_ATOMIC_INIT(WAITS);
		struct ar_channel_sleeper self = {.word = &word};

		for (unsigned spent = 0; error == EAGAIN && stay_awake(&spent, pause_before_looking(c));)
			error = try(c, t, spent >= FOR_LONG ? CLOSELY : GLANCE);
		if (error != EAGAIN)
			return error;
		if (!in_time)
			return ETIMEDOUT;
		ar_queue_enter(q, &self);
		if (!again(c))
			/*
			 * That it sleeps only if it has not been notified is the system's to see; and why it
			 * woke, we see when we try.
			 */
			in_time = ar_os_wait(&word, WAITS, deadline);
		/*
		 * Notified and too late at once: the notifying thread has notified no other, so we try once
		 * more in any case.
		 */
		ar_queue_leave(q, &self);
	}
}

int ar_channel_begin_send_(ar_channel_core *c, ar_channel_token *t, ar_time deadline)
{
	int error;

	if (c->kind->begin_send)
		return c->kind->begin_send(c, t, deadline);
	error = c->kind->try_send(c, t, deadline ? GLANCE : TWICE);
	if (AR_LIKELY_(error != EAGAIN) || !deadline)
		return error;
	return wait(c, t, deadline, c->kind->try_send, c->kind->may_send, &c->senders);
}

void ar_channel_end_send_(ar_channel_core *c, ar_channel_token *t)
{
	c->kind->end_send(c, t);
	if (c->kind->begin_send)
		return;
	ar_queue_wake_one(&c->receivers);
}

int ar_channel_begin_receive_(ar_channel_core *c, ar_channel_token *t, ar_time deadline)
{
	int error;

	if (c->kind->begin_receive)
		return c->kind->begin_receive(c, t, deadline);
	error = c->kind->try_receive(c, t, deadline ? GLANCE : TWICE);
	if (AR_LIKELY_(error != EAGAIN) || !deadline)
		return error;
	return wait(c, t, deadline, c->kind->try_receive, c->kind->may_receive, &c->receivers);
}

void ar_channel_end_receive_(ar_channel_core *c, ar_channel_token *t)
{
	c->kind->end_receive(c, t);
	if (c->kind == &ar_channel_ring) /* in a list, no thread waits for room */
		ar_queue_wake_one(&c->senders);
}

size_t ar_channel_length_(ar_channel_core *c)
{
	return c->kind->length(c);
}

bool ar_channel_is_closed_(ar_channel_core *c)
{
	if (c->kind->is_closed)
		return c->kind->is_closed(c);
	/* relaxed: that it is closed brings nothing with it */
	return ar_load_relaxed(&c->tail) & c->closed_bit;
}
