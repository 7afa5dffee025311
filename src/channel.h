/* What the kinds of channels are made of. */
#ifndef ACQREL_SRC_CHANNEL_H
#define ACQREL_SRC_CHANNEL_H

#include <acqrel/channel.h>
#include <acqrel/check.h>

#include "let_go_on.h"
#include "os/os.h"
#include "prefetch.h"

/*
 * One of: ring, list, meeting. init allocates what is needed from the beginning: 0 or ENOMEM.
 *
 * try_send and try_receive get hold of a place for a message, or of a message, and return 0, EAGAIN (full,
 * empty) or EPIPE; try_send also ENOMEM. end_… lets go of it. may_… is whether trying again is worth it,
 * because something has changed. Waiting, and waking those who wait, is the same for these: channel.c.
 *
 * A kind that has begin_send and begin_receive instead waits by itself, and its end_… wakes.
 *
 * How it looks: GLANCE, and EAGAIN may also mean that there was nothing to be seen in the place where it
 * would be, which the other side has to write in any case: more looks would take other cache lines away from
 * it, too. CLOSELY, and it is so. TWICE: as CLOSELY, but it may give the other side a moment before.
 */
enum channel_look { GLANCE, CLOSELY, TWICE };

struct ar_channel_kind {
	int (*init)(ar_channel_core *c, size_t alignment);
	int (*try_send)(ar_channel_core *c, ar_channel_token *t, enum channel_look how);
	int (*begin_send)(ar_channel_core *c, ar_channel_token *t, ar_time deadline);
	void (*end_send)(ar_channel_core *c, ar_channel_token *t);
	int (*try_receive)(ar_channel_core *c, ar_channel_token *t, enum channel_look how);
	int (*begin_receive)(ar_channel_core *c, ar_channel_token *t, ar_time deadline);
	void (*end_receive)(ar_channel_core *c, ar_channel_token *t);
	bool (*may_send)(ar_channel_core *c);
	bool (*may_receive)(ar_channel_core *c);
	/*
	 * Of specifications only, for a thread that selects: it becomes listed with its ticket, EAGAIN; or it
	 * need not wait: then it does what try_… does if it takes, or is told EBUSY. leave ends being listed.
	 */
	int (*enter)(ar_channel_core *c, ar_channel_token *t, bool sends, uint64_t ticket, bool takes);
	void (*leave)(ar_channel_core *c, ar_channel_token *t, uint64_t ticket);
	bool meets;                            /* without room */
	bool (*close)(ar_channel_core *c);     /* whether it was open */
	bool (*is_closed)(ar_channel_core *c); /* NULL: closed_bit of tail says so */
	size_t (*length)(ar_channel_core *c);
	void (*release)(ar_channel_core *c); /* memory, when no message is left */
};

/* For select, which has others to look at: no ring is given a moment (a list may get its lead). */
static inline int channel_try_send(ar_channel_core *c, ar_channel_token *t)
{
	return c->kind->begin_send ? c->kind->begin_send(c, t, 0) : c->kind->try_send(c, t, CLOSELY);
}

static inline int channel_try_receive(ar_channel_core *c, ar_channel_token *t)
{
	return c->kind->begin_receive ? c->kind->begin_receive(c, t, 0) : c->kind->try_receive(c, t, CLOSELY);
}

/*
 * After another thread was faster at a position. Who tries again at once takes the cache line away from it
 * after each message, and then all messages cost a way between processors, or two; who steps aside for the
 * time of a few of these ways leaves it alone for dozens of messages, and has as many for itself then. If
 * that was not enough, others get the processor. lost begins at 0.
 */
static inline void channel_step_aside(unsigned *lost)
{
	if ((*lost)++ > 0 && !ar_checking())
		ar_os_yield();
	for (int pauses = AR_ITERATIONS(128, 1); pauses > 0; pauses--)
		ar_spin_hint();
}

/*
 * How long a thread waits awake before it looks for a message, or for room: about as long as a cache line
 * takes from one processor to the other and back, three times. Who looks again at once keeps taking the line
 * away from the thread that writes the next message; who gives it time finds several. Of a channel that has
 * room for few, it would not find many. When it has found nothing FOR_LONG, it looks closely.
 */
#define MESSAGES_PAUSE 32
#define ONE_MESSAGE    2
#define LARGE_MESSAGE  8 /* in two cache lines or more: a look takes both away */
#define FOR_LONG       64

static inline unsigned pause_before_looking(const ar_channel_core *c)
{
	unsigned message = c->slot_size <= LINE ? ONE_MESSAGE : LARGE_MESSAGE;

	return c->capacity < MESSAGES_PAUSE / message ? (unsigned)c->capacity * message : MESSAGES_PAUSE;
}

extern const struct ar_channel_kind ar_channel_ring, ar_channel_list, ar_channel_meeting;

/*
 * For select, of a meeting, whose two queues have one lock, that of the senders: finds a partner that waits
 * (0, and the token says where its message is, or is to go), or that it is closed (EPIPE). EAGAIN: neither.
 * Under that lock.
 */
int ar_meeting_find(ar_channel_core *c, ar_channel_token *t, bool sends);

/* Whether somebody is in the cell, which is not noticed any more when it is closed. */
bool ar_meeting_has_somebody(ar_channel_core *c);

#endif
