/*
 * A list of blocks of slots, without an end. (The algorithm is that of crossbeam's unbounded channels.)
 *
 * head and tail are positions, counted in steps of STEP. Each lap of positions is one block: its slots,
 * and one position more, at which the tail (or head) stays while the thread that took the last slot moves it
 * on to the next block. The lowest bit of the tail says that the channel is closed.
 *
 * A slot's state  meaning                             who may change it, to what
 * EMPTY           no thread has put a message there   the sender that took the slot, to FULL
 * FULL            there is a message                  the receiver that took the slot, to READ
 * READ            the receiver has moved it           no thread, until the block is used again
 *
 * The receiver of a block's last slot frees the block, when the others have moved their messages, which takes
 * a moment. One block that is free is kept for the senders: memory that one thread gets and another frees is
 * dear.
 */
#include "allocator.h"
#include "channel.h"

#define CLOSED ((size_t)1) /* of the tail */
#define STEP   ((size_t)2)
#define FEW    ((size_t)1) /* of the tail that receivers have seen */

/*
 * How many positions a block has, a power of two: as many as make a block of no more than this size, within
 * bounds. Large blocks are faster: what happens once for each, above all to get its memory and to free it,
 * costs ways between processors. Tests that want to see the ends of blocks give the number.
 */
#define BLOCK_SIZE ((size_t)20 << 10)
#define LEAST_LAP  ((size_t)32)
#define MOST_LAP   ((size_t)AR_ITERATIONS(256, 32))

static size_t lap_for(size_t slot_size)
{
#ifdef AR_CHANNEL_LAP
	(void)slot_size;
	return AR_CHANNEL_LAP;
#else
	size_t lap = LEAST_LAP;

	while (lap < MOST_LAP && slot_size <= BLOCK_SIZE / (2 * lap))
		lap *= 2;
	return lap;
#endif
}

enum { EMPTY, FULL, READ };

struct slot {
	ar_atomic_size state;
};

struct ar_channel_block {
	ar_atomic_ptr(struct ar_channel_block) next;
	/* the slots follow, at the channel's alignment */
};

static size_t block_slots(const ar_channel_core *c)
{
	return c->lap - 1;
}

static size_t slots_offset(const ar_channel_core *c)
{
	return (sizeof(struct ar_channel_block) + c->alignment - 1) & ~(c->alignment - 1);
}

static size_t block_size(const ar_channel_core *c)
{
	return slots_offset(c) + block_slots(c) * c->slot_size;
}

static struct slot *slot_at(const ar_channel_core *c, struct ar_channel_block *b, size_t index)
{
	return (struct slot *)((char *)b + slots_offset(c) + index * c->slot_size);
}

static size_t index_of(const ar_channel_core *c, size_t position)
{
	return position / STEP & (c->lap - 1);
}

/* Whether a position comes before another one; they are less than half of all numbers apart. */
static bool is_before(size_t position, size_t other)
{
	return other - position - 1 < SIZE_MAX / 2;
}

static struct ar_channel_block *new_block(ar_channel_core *c)
{
	struct ar_channel_block *b = NULL;

	/* relaxed: whether it is worth trying */
	if (ar_load_relaxed(&c->spare_block))
		/*
		 * acquire: pairs with the release in put_block(); else we may write while another receiver
		 * still reads
		 */
		b = ar_swap_acquire(&c->spare_block, (struct ar_channel_block *)NULL);
	if (!b)
		b = ar_allocator_get(c->allocator, block_size(c), c->alignment);
	if (!b)
		return NULL;
	ar_init(&b->next, (struct ar_channel_block *)NULL);
	for (size_t i = 0; i < block_slots(c); i++)
		ar_init(&slot_at(c, b, i)->state, EMPTY);
	return b;
}

static void free_block(const ar_channel_core *c, struct ar_channel_block *b)
{
	ar_allocator_put(c->allocator, b, block_size(c), c->alignment);
}

/* Keeps a block that no thread uses for new_block(), or frees it. */
static void put_block(ar_channel_core *c, struct ar_channel_block *b)
{
	struct ar_channel_block *none = NULL;

	/* relaxed: whether it is worth trying */
	if (!ar_load_relaxed(&c->spare_block) &&
	    /* release, and relaxed if it fails: pairs with the acquire in new_block(), which says why */
	    ar_cas_strong_release_relaxed(&c->spare_block, &none, b))
		return;
	free_block(c, b);
}

static int list_init(ar_channel_core *c, size_t alignment)
{
	c->alignment = alignment;
	c->closed_bit = CLOSED;
	c->lap = lap_for(c->slot_size);
	if (c->slot_size > SIZE_MAX / 2 / c->lap)
		return ENOMEM;
	struct ar_channel_block *b = new_block(c);
	if (!b)
		return ENOMEM;
	ar_init(&c->tail_block, b);
	ar_init(&c->head_block, b);
	return 0;
}

static void list_release(ar_channel_core *c)
{
	/* relaxed: no other thread uses the channel any more, here and below */
	struct ar_channel_block *spare = ar_load_relaxed(&c->spare_block);

	/* relaxed: as above */
	free_block(c, ar_load_relaxed(&c->head_block));
	if (spare)
		free_block(c, spare);
}

static void set_token(const ar_channel_core *c, ar_channel_token *t, struct ar_channel_block *b,
                      size_t position)
{
	t->slot = slot_at(c, b, index_of(c, position));
	t->message = (char *)t->slot + c->message_offset;
	t->block = b;
	t->position = position;
}

/* By this thread. */
static _Thread_local const ar_channel_core *last_sent_to;

static int list_try_send(ar_channel_core *c, ar_channel_token *t, enum channel_look how)
{
	(void)how;
	struct ar_channel_block *spare = NULL;
	int error = 0;

	for (unsigned turn = 0, lost = 0;;) {
		/*
		 * acquire: pairs with the release below that moved it here; else the block may be the one
		 * before
		 */
		size_t tail = ar_load_acquire(&c->tail);
		if (tail & CLOSED) {
			error = EPIPE;
			break;
		}
		if (index_of(c, tail) == block_slots(c)) {
			let_copy(&turn); /* another thread is moving it to the next block */
			continue;
		}
		/* relaxed: the tail has published it, which is moved to a new block only after this */
		struct ar_channel_block *b = ar_load_relaxed(&c->tail_block);
		bool last = index_of(c, tail) + 1 == block_slots(c);
		if (last && !spare && !(spare = new_block(c))) {
			error = ENOMEM;
			break;
		}
		/* seq_cst, and relaxed if it fails: it says whose the slot is; and see list_may_receive() */
		if (!ar_cas_strong_seq_cst_relaxed(&c->tail, &tail, tail + STEP)) {
			channel_step_aside(&lost);
			continue;
		}
		if (last) {
			/* relaxed: the tail publishes it */
			ar_store_relaxed(&c->tail_block, spare);
			/*
			 * release: pairs with the acquire above; added, because the channel may have been
			 * closed meanwhile
			 */
			ar_fetch_add_release(&c->tail, STEP);
			/* relaxed: the message publishes it */
			ar_store_relaxed(&b->next, spare);
			spare = NULL;
		}
		set_token(c, t, b, tail);
		last_sent_to = c;
		break;
	}
	if (spare)
		put_block(c, spare);
	return error;
}

static void list_end_send(ar_channel_core *c, ar_channel_token *t)
{
	(void)c;
	/* release: pairs with the acquire in try_receive(), which says why */
	ar_store_release(&((struct slot *)t->slot)->state, FULL);
}

/*
 * For the thread that took the last slot of a block, and has found its message: lets the other receivers into
 * the next block.
 */
static void move_head(ar_channel_core *c, struct ar_channel_block *b)
{
	/* relaxed: the sender of the message has written it before; and the head publishes it */
	ar_store_relaxed(&c->head_block, ar_load_relaxed(&b->next));
	/* release: pairs with the acquire in try_receive(); else the block there may be the one before */
	ar_fetch_add_release(&c->head, STEP);
}

/*
 * Receivers that catch up with the senders again and again, after a message or two, take the line of the tail
 * from them each time, and the lines of the slots too: all messages then cost several ways between
 * processors. So who has found few messages gives the senders a lead, once, before looking for more. Not so a
 * thread that sends as well: it may be the only one.
 */
#define FEW_MESSAGES AR_ITERATIONS(16, 0)

static bool give_a_lead(ar_channel_core *c, size_t seen)
{
	if (!(seen & FEW) || last_sent_to == c)
		return false;
	/* relaxed: if others have seen more meanwhile, they will look again, which is all that it costs */
	ar_store_relaxed(&c->seen_tail, seen & ~FEW);
	for (int pauses = MESSAGES_PAUSE; pauses > 0; pauses--)
		ar_spin_hint();
	return true;
}

/* Whether there is a message at this head: 0, or what try_receive() returns. */
static int look(ar_channel_core *c, size_t head)
{
	/* relaxed: whether there is a message is all that it tells; the slot publishes it */
	size_t tail = ar_load_relaxed(&c->tail);
	if (!is_before(head, tail & ~CLOSED))
		return tail & CLOSED ? EPIPE : EAGAIN;
	tail &= ~CLOSED;
	/* relaxed: as above */
	ar_store_relaxed(&c->seen_tail, (tail - head) / STEP < FEW_MESSAGES ? tail | FEW : tail);
	return 0;
}

static int list_try_receive(ar_channel_core *c, ar_channel_token *t, enum channel_look how)
{
	(void)how;
	int error;

	for (unsigned turn = 0, lost = 0;;) {
		/*
		 * acquire: pairs with the release of the thread that moved it here; else the block may be the
		 * one before
		 */
		size_t head = ar_load_acquire(&c->head);
		if (index_of(c, head) == block_slots(c)) {
			let_copy(&turn); /* another thread is moving it to the next block */
			continue;
		}
		/* relaxed: the head has published it, which is moved to a new block only after this */
		struct ar_channel_block *b = ar_load_relaxed(&c->head_block);
		/*
		 * relaxed: any tail that there ever was tells that there is a message; the senders' is their
		 * cache line
		 */
		size_t seen = ar_load_relaxed(&c->seen_tail);
		if (!is_before(head, seen & ~FEW)) {
			if (give_a_lead(c, seen))
				continue;
			if ((error = look(c, head)))
				return error;
		}
		/*
		 * release, and relaxed if it fails: it says whose the slot is; and pairs with the acquire in
		 * list_may_receive()
		 */
		if (!ar_cas_strong_release_relaxed(&c->head, &head, head + STEP)) {
			channel_step_aside(&lost);
			continue;
		}
		set_token(c, t, b, head);
		break;
	}
	/*
	 * acquire: pairs with the release in end_send(); else we may miss the message, and what the next
	 * block begins with
	 */
	for (unsigned turn = 0; ar_load_acquire(&((struct slot *)t->slot)->state) != FULL;)
		let_copy(&turn);
	if (index_of(c, t->position) + 1 == block_slots(c))
		move_head(c, t->block);
	return 0;
}

/* Waits until all receivers of a block of which all slots have been taken have moved their messages. */
static void wait_until_read(const ar_channel_core *c, struct ar_channel_block *b)
{
	unsigned turn = 0;

	for (size_t i = 0; i < block_slots(c); i++)
		/* acquire: pairs with the release in end_receive(); else we may free what is being read */
		while (ar_load_acquire(&slot_at(c, b, i)->state) != READ)
			let_copy(&turn);
}

static void list_end_receive(ar_channel_core *c, ar_channel_token *t)
{
	struct ar_channel_block *b = t->block;

	/*
	 * release: pairs with the acquire in wait_until_read(); else the block may be freed while we still
	 * read
	 */
	ar_store_release(&((struct slot *)t->slot)->state, READ);
	/* After this the block may be gone, unless its last slot was ours. */
	if (index_of(c, t->position) + 1 == block_slots(c)) {
		wait_until_read(c, b);
		put_block(c, b);
	}
}

static bool list_may_send(ar_channel_core *c)
{
	(void)c;
	return true; /* there is always room */
}

static bool list_may_receive(ar_channel_core *c)
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

	return tail != head; /* there is a message, or it is closed */
}

static bool list_close(ar_channel_core *c)
{
	/* seq_cst: pairs with may_receive(), see channel_queue.h; else that may miss it */
	return !(ar_fetch_or_seq_cst(&c->tail, CLOSED) & CLOSED);
}

static size_t list_length(ar_channel_core *c)
{
	/* relaxed: a number to look at */
	size_t tail = ar_load_relaxed(&c->tail) / STEP, head = ar_load_relaxed(&c->head) / STEP;

	if (tail <= head)
		return 0;
	return tail - head - (tail / c->lap - head / c->lap); /* without the position at each block's end */
}

const struct ar_channel_kind ar_channel_list = {
	.init = list_init,
	.try_send = list_try_send,
	.end_send = list_end_send,
	.try_receive = list_try_receive,
	.end_receive = list_end_receive,
	.may_send = list_may_send,
	.may_receive = list_may_receive,
	.close = list_close,
	.length = list_length,
	.release = list_release,
};
