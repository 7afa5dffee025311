/* What the kinds of channels are made of. */
#ifndef ACQREL_SRC_CHANNEL_H
#define ACQREL_SRC_CHANNEL_H

#include <acqrel/channel.h>
#include <acqrel/check.h>

#include "os/os.h"

/*
 * One of: ring, list, meeting. init allocates what is needed from the beginning: 0 or ENOMEM.
 *
 * try_send and try_receive get hold of a place for a message, or of a message, and return 0, EAGAIN (full, empty) or
 * EPIPE; try_send also ENOMEM. end_… lets go of it. may_… is whether trying again is worth it, because something has
 * changed. Waiting, and waking those who wait, is the same for these: channel.c.
 *
 * A kind that has begin_send and begin_receive instead waits by itself, and its end_… wakes.
 */
struct ar_channel_kind {
	int (*init)(ar_channel_core *c, size_t alignment);
	int (*try_send)(ar_channel_core *c, ar_channel_token *t);
	int (*begin_send)(ar_channel_core *c, ar_channel_token *t, ar_time deadline);
	void (*end_send)(ar_channel_core *c, ar_channel_token *t);
	int (*try_receive)(ar_channel_core *c, ar_channel_token *t);
	int (*begin_receive)(ar_channel_core *c, ar_channel_token *t, ar_time deadline);
	void (*end_receive)(ar_channel_core *c, ar_channel_token *t);
	bool (*may_send)(ar_channel_core *c);
	bool (*may_receive)(ar_channel_core *c);
	bool (*close)(ar_channel_core *c); /* whether it was open */
	size_t (*length)(ar_channel_core *c);
	void (*release)(ar_channel_core *c); /* memory, when no message is left */
};

/*
 * Between two looks at what another thread is in the middle of. Now and then others get the processor: that thread may
 * have none. turn begins at 0.
 */
static inline void channel_pause(unsigned *turn)
{
	if (AR_ITERATIONS(++*turn % 32 == 0, false))
		os_yield();
	else
		ar_spin_hint();
}

extern const struct ar_channel_kind channel_ring, channel_list, channel_meeting;

/*
 * For select, of a meeting, whose two queues have one lock, that of the senders: finds a partner that waits (0, and the
 * token says where its message is, or is to go), or that it is closed (EPIPE). EAGAIN: neither. Under that lock.
 */
int meeting_find(ar_channel_core *c, ar_channel_token *t, bool sends);

#endif
