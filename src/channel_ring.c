/*
 * A ring of slots. (Dmitry Vyukov, "Bounded MPMC queue", 2010; the positions are those of crossbeam's
 * channels.)
 *
 * head and tail are positions: the index of a slot in the low bits, the lap in the high ones. Each slot has a
 * stamp which says who may use it:
 *
 *	stamp                 meaning
 *	the position          free for the sender that takes this tail
 *	the position + 1      full, for the receiver that takes this head
 *	the next lap's        free again
 *
 * A thread takes a position by a compare-exchange, and then has the slot for itself. In between the two
 * counts of a position lies the bit that says, in the tail, that the channel is closed.
 *
 * Positions decide what is full and what is empty, not stamps: who finds the slot of its turn still in use by
 * another thread waits awake until that is done. If it went away instead, it would be asleep while the
 * messages of faster senders lie behind that slot, and the wake-ups for those would have been spent.
 */
#include "allocator.h"
#include "channel.h"

struct slot {
	ar_atomic_size stamp;
};

static struct slot *slot_at(const ar_channel_core *c, size_t position)
{
	return (struct slot *)(c->slots + (position & (c->closed_bit - 1)) * c->slot_size);
}

static size_t lap(const ar_channel_core *c)
{
	return c->closed_bit * 2;
}

/* The position after this one: the next slot, or the first one a lap later. */
static size_t next(const ar_channel_core *c, size_t position)
{
	if ((position & (c->closed_bit - 1)) + 1 < c->capacity)
		return position + 1;
	return (position & ~(lap(c) - 1)) + lap(c);
}

static int ring_init(ar_channel_core *c, size_t alignment)
{
	if (c->capacity > SIZE_MAX / 8 / c->slot_size)
		return ENOMEM;
	c->closed_bit = 1;
	while (c->closed_bit < c->capacity + 1)
		c->closed_bit *= 2;
	c->alignment = alignment < AR_CACHE_LINE ? AR_CACHE_LINE : alignment;
	c->slots = ar_allocator_get(c->allocator, c->capacity * c->slot_size, c->alignment);
	if (!c->slots)
		return ENOMEM;
	for (size_t i = 0; i < c->capacity; i++)
		ar_init(&slot_at(c, i)->stamp, i);
	return 0;
}

static void ring_release(ar_channel_core *c)
{
	ar_allocator_put(c->allocator, c->slots, c->capacity * c->slot_size, c->alignment);
}

/*
 * Who tries again and again, at once, catches up with the other side every few messages, and each time takes
 * the cache lines from it that it is writing: that of the slot, and that of its position. So the first one
 * that finds nothing at a position gives the other side a moment, as those do who wait (channel.c), and then
 * finds many. Where nothing comes meanwhile, who tries again does not wait any more.
 */
static bool give_a_moment(const ar_channel_core *c, ar_atomic_size *found_nothing, size_t position)
{
	/*
	 * relaxed: how long ago others found nothing, which decides no more than what is fast, here and below
	 */
	if (ar_checking() || ar_load_relaxed(found_nothing) == position)
		return false;
	/* relaxed: as above */
	ar_store_relaxed(found_nothing, position);
	for (unsigned pauses = pause_before_looking(c); pauses > 0; pauses--)
		ar_spin_hint();
	return true;
}

/*
 * Slots that share cache lines are not fetched ahead NEAR the place, in the same lap, where the other side
 * has been found not long ago: it may be at work on those lines.
 */
#define NEAR 64

static void fetch_ahead(const ar_channel_core *c, ar_atomic_size *found_nothing, const struct slot *slot,
                        size_t position)
{
	if (ar_checking())
		return;
	/* relaxed: as above */
	if (c->slot_size >= LINE || position - ar_load_relaxed(found_nothing) >= NEAR)
		prefetch_ahead(slot, c->slots, c->capacity * c->slot_size, c->slot_size);
}

static void set_token(const ar_channel_core *c, ar_channel_token *t, struct slot *slot, size_t stamp)
{
	t->slot = slot;
	t->message = (char *)slot + c->message_offset;
	t->position = stamp;
}

/* The receivers' position and the senders' differ by a lap. */
static bool is_full(ar_channel_core *c, size_t tail)
{
	/*
	 * seq_cst: pairs with the compare-exchange of a receiver, see channel_queue.h; else we may sleep
	 * beside room
	 */
	return ar_load_seq_cst(&c->head) + lap(c) == tail;
}

static int ring_try_send(ar_channel_core *c, ar_channel_token *t, enum channel_look how)
{
	for (unsigned turn = 0, lost = 0;;) {
		/* relaxed: the slot's stamp tells whether it is still true */
		size_t tail = ar_load_relaxed(&c->tail);
		if (tail & c->closed_bit)
			return EPIPE;
		struct slot *slot = slot_at(c, tail);
		/*
		 * acquire: pairs with the release in end_receive(); else we may write while that still reads
		 */
		size_t stamp = ar_load_acquire(&slot->stamp);
		if (stamp == tail) {
			/*
			 * seq_cst, and relaxed if it fails: it says whose the slot is; and see
			 * ring_may_receive()
			 */
			if (ar_cas_strong_seq_cst_relaxed(&c->tail, &tail, next(c, tail))) {
				fetch_ahead(c, &c->found_full, slot, tail);
				set_token(c, t, slot, tail + 1);
				return 0;
			}
			channel_step_aside(&lost);
			continue;
		} else if (stamp + lap(c) == tail + 1) {
			if (how == TWICE && give_a_moment(c, &c->found_full, tail))
				continue;
			if (how == GLANCE || is_full(c, tail))
				return EAGAIN;
		}
		let_copy(&turn); /* others were faster, or the message of the lap before is being read */
	}
}

static void ring_end_send(ar_channel_core *c, ar_channel_token *t)
{
	(void)c;
	/* release: pairs with the acquire in try_receive(); else the receiver may miss the message */
	ar_store_release(&((struct slot *)t->slot)->stamp, t->position);
}

static int ring_try_receive(ar_channel_core *c, ar_channel_token *t, enum channel_look how)
{
	for (unsigned turn = 0, lost = 0;;) {
		/* relaxed: the slot's stamp tells whether it is still true */
		size_t head = ar_load_relaxed(&c->head);
		struct slot *slot = slot_at(c, head);
		prefetch_end(slot, c->slot_size);
		/* acquire: pairs with the release in end_send(); else we may miss the message */
		size_t stamp = ar_load_acquire(&slot->stamp);
		if (stamp == head + 1) {
			/* seq_cst, and relaxed if it fails: it says whose the slot is; and see is_full() */
			if (ar_cas_strong_seq_cst_relaxed(&c->head, &head, next(c, head))) {
				fetch_ahead(c, &c->found_empty, slot, head);
				set_token(c, t, slot, head + lap(c));
				return 0;
			}
			channel_step_aside(&lost);
			continue;
		} else if (stamp == head) {
			if (how == GLANCE)
				return EAGAIN; /* or it is closed */
			if (how == TWICE && give_a_moment(c, &c->found_empty, head))
				continue;
			/* relaxed: whether there is a message is all that it tells; the slot publishes it */
			size_t tail = ar_load_relaxed(&c->tail);
			if ((tail & ~c->closed_bit) == head)
				return tail & c->closed_bit ? EPIPE : EAGAIN;
		}
		let_copy(&turn); /* others were faster, or the message is being written */
	}
}

static void ring_end_receive(ar_channel_core *c, ar_channel_token *t)
{
	(void)c;
	/* release: pairs with the acquire in try_send(); else the sender may write while we still read */
	ar_store_release(&((struct slot *)t->slot)->stamp, t->position);
}

static bool ring_may_send(ar_channel_core *c)
{
	/* seq_cst: pairs with ring_close(), see channel_queue.h; else we may sleep although it is closed */
	size_t tail = ar_load_seq_cst(&c->tail);

	return (tail & c->closed_bit) || !is_full(c, tail);
}

static bool ring_may_receive(ar_channel_core *c)
{
	/*
	 * acquire: pairs with the compare-exchange of a receiver; else the tail may be older, and look as if
	 * all were taken
	 */
	size_t head = ar_load_acquire(&c->head);
	/*
	 * seq_cst: pairs with the compare-exchange of a sender, see channel_queue.h; else we may sleep beside
	 * a message
	 */
	size_t tail = ar_load_seq_cst(&c->tail);

	return tail != head; /* there is a message, or one that is being written, or it is closed */
}

static bool ring_close(ar_channel_core *c)
{
	/* seq_cst: pairs with may_send() and may_receive(), see channel_queue.h; else they may miss it */
	return !(ar_fetch_or_seq_cst(&c->tail, c->closed_bit) & c->closed_bit);
}

static size_t ring_length(ar_channel_core *c)
{
	/* relaxed: a number to look at */
	size_t tail = ar_load_relaxed(&c->tail) & ~c->closed_bit, head = ar_load_relaxed(&c->head);
	size_t index = c->closed_bit - 1;
	size_t length = (tail / lap(c) - head / lap(c)) * c->capacity + (tail & index) - (head & index);

	return length <= c->capacity ? length : 0; /* the head had moved past the tail that we saw */
}

const struct ar_channel_kind ar_channel_ring = {
	.init = ring_init,
	.try_send = ring_try_send,
	.end_send = ring_end_send,
	.try_receive = ring_try_receive,
	.end_receive = ring_end_receive,
	.may_send = ring_may_send,
	.may_receive = ring_may_receive,
	.close = ring_close,
	.length = ring_length,
	.release = ring_release,
};
