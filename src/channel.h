/* What the kinds of channels are made of. */
#ifndef ACQREL_SRC_CHANNEL_H
#define ACQREL_SRC_CHANNEL_H

#include <acqrel/channel.h>

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

extern const struct ar_channel_kind channel_ring, channel_list, channel_meeting;

#endif
