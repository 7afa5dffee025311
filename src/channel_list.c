/*
 * A list of blocks of slots, without an end. (The algorithm is that of crossbeam's unbounded channels.)
 *
 * head and tail are positions, counted in steps of STEP. Each LAP positions are one block: its BLOCK_SLOTS slots,
 * and one position more, at which the tail (or head) stays while the thread that took the last slot moves it on
 * to the next block. The lowest bit says, in the tail, that the channel is closed, and in the head, that there is a
 * block after this one, so that the tail need not be looked at.
 *
 * A slot's state is a set of bits:
 *
 *	FULL    the sender has put the message there
 *	READ    the receiver has taken it
 *	FREE    all slots before it are done with, and whoever reads this one goes on freeing the block
 *
 * The receiver of a block's last slot frees the block; where a slot before it is still being read, it leaves that
 * to the reader.
 */
#include "allocator.h"
#include "channel.h"

#define CLOSED      ((size_t)1) /* of the tail */
#define HAS_NEXT    ((size_t)1) /* of the head */
#define STEP        ((size_t)2)
#define LAP         ((size_t)AR_CHANNEL_LAP)
#define BLOCK_SLOTS (LAP - 1)

/* A power of two. Tests that want to see the ends of blocks make it 2. */
#ifndef AR_CHANNEL_LAP
#define AR_CHANNEL_LAP 32
#endif

enum { FULL = 1, READ = 2, FREE = 4 };

struct slot {
	ar_atomic_size state;
};

struct ar_channel_block {
	ar_atomic_ptr(struct ar_channel_block) next;
	/* the slots follow, at the channel's alignment */
};

static size_t slots_offset(const ar_channel_core *c)
{
	return (sizeof(struct ar_channel_block) + c->alignment - 1) / c->alignment * c->alignment;
}

static size_t block_size(const ar_channel_core *c)
{
	return slots_offset(c) + BLOCK_SLOTS * c->slot_size;
}

static struct slot *slot_at(const ar_channel_core *c, struct ar_channel_block *b, size_t index)
{
	return (struct slot *)((char *)b + slots_offset(c) + index * c->slot_size);
}

static size_t index_of(size_t position)
{
	return position / STEP % LAP;
}

static struct ar_channel_block *new_block(const ar_channel_core *c)
{
	struct ar_channel_block *b = allocator_get(c->allocator, block_size(c), c->alignment);

	if (!b)
		return NULL;
	ar_init(&b->next, (struct ar_channel_block *)NULL);
	for (size_t i = 0; i < BLOCK_SLOTS; i++)
		ar_init(&slot_at(c, b, i)->state, 0);
	return b;
}

static void free_block(const ar_channel_core *c, struct ar_channel_block *b)
{
	allocator_put(c->allocator, b, block_size(c), c->alignment);
}

static int list_init(ar_channel_core *c, size_t alignment)
{
	c->alignment = alignment;
	c->closed_bit = CLOSED;
	if (c->slot_size > SIZE_MAX / 2 / LAP)
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
	/* relaxed: no other thread uses the channel any more */
	free_block(c, ar_load_relaxed(&c->head_block));
}

static void set_token(const ar_channel_core *c, ar_channel_token *t, struct ar_channel_block *b,
                      size_t position)
{
	t->slot = slot_at(c, b, index_of(position));
	t->message = (char *)t->slot + c->message_offset;
	t->block = b;
	t->position = position;
}

static int list_try_send(ar_channel_core *c, ar_channel_token *t)
{
	struct ar_channel_block *spare = NULL;
	unsigned turn = 0;
	int error = 0;

	for (;;) {
		/* acquire: pairs with the release below that moved it here; else the block may be the one before */
		size_t tail = ar_load_acquire(&c->tail);
		if (tail & CLOSED) {
			error = EPIPE;
			break;
		}
		if (index_of(tail) == BLOCK_SLOTS) {
			channel_pause(&turn); /* another thread is moving it to the next block */
			continue;
		}
		/* relaxed: the tail has handed it over, which is moved to a new block only after this */
		struct ar_channel_block *b = ar_load_relaxed(&c->tail_block);
		bool last = index_of(tail) + 1 == BLOCK_SLOTS;
		if (last && !spare && !(spare = new_block(c))) {
			error = ENOMEM;
			break;
		}
		/* relaxed, and relaxed if it fails: it only says whose the slot is; the block has been handed over above */
		if (!ar_cas_weak_relaxed_relaxed(&c->tail, &tail, tail + STEP))
			continue;
		if (last) {
			/* relaxed: the tail hands it over */
			ar_store_relaxed(&c->tail_block, spare);
			/* release: pairs with the acquire above; added, because the channel may have been closed meanwhile */
			ar_fetch_add_release(&c->tail, STEP);
			/* release: pairs with the acquire in move_head(); else receivers may miss what it begins with */
			ar_store_release(&b->next, spare);
			spare = NULL;
		}
		set_token(c, t, b, tail);
		break;
	}
	if (spare)
		free_block(c, spare);
	return error;
}

static void list_end_send(ar_channel_core *c, ar_channel_token *t)
{
	(void)c;
	/* release: pairs with the acquire in take(); else the receiver may miss the message */
	ar_fetch_or_release(&((struct slot *)t->slot)->state, FULL);
}

/* For whoever took the last slot of a block: lets the other receivers into the next. */
static void move_head(ar_channel_core *c, struct ar_channel_block *b)
{
	struct ar_channel_block *next;
	unsigned turn = 0;

	/* acquire: pairs with the release of the sender; else we may miss what the block begins with */
	while (!(next = ar_load_acquire(&b->next)))
		channel_pause(&turn);
	/* relaxed: the head hands it over */
	ar_store_relaxed(&c->head_block, next);
	/* relaxed: only its own receiver moves the head from the end of a block */
	size_t head = ar_load_relaxed(&c->head);
	/* relaxed: it is not used unless the next block has one after it, too */
	bool has_next = ar_load_relaxed(&next->next) != NULL;
	/* release: pairs with the acquire in try_receive(); else the block there may be the one before */
	ar_store_release(&c->head, ((head + STEP) & ~HAS_NEXT) | (has_next ? HAS_NEXT : 0));
}

static int list_try_receive(ar_channel_core *c, ar_channel_token *t)
{
	unsigned turn = 0;

	for (;;) {
		/*
		 * acquire: pairs with the release of whoever moved it here; else the block may be the one before, or the
		 * tail that we see one that this head has passed
		 */
		size_t head = ar_load_acquire(&c->head), moved = head + STEP;
		if (index_of(head) == BLOCK_SLOTS) {
			channel_pause(&turn); /* another thread is moving it to the next block */
			continue;
		}
		/* relaxed: the head has handed it over, which is moved to a new block only after this */
		struct ar_channel_block *b = ar_load_relaxed(&c->head_block);
		if (!(head & HAS_NEXT)) {
			/* relaxed: whether there is a message is all that it tells; the slot hands it over */
			size_t tail = ar_load_relaxed(&c->tail);
			if ((tail & ~CLOSED) == head)
				return tail & CLOSED ? EPIPE : EAGAIN;
			if (tail / STEP / LAP != head / STEP / LAP)
				moved |= HAS_NEXT;
		}
		/* release, and relaxed if it fails: pairs with the acquire above: what we saw of the tail, the next sees too */
		if (!ar_cas_weak_release_relaxed(&c->head, &head, moved))
			continue;
		if (index_of(head) + 1 == BLOCK_SLOTS)
			move_head(c, b);
		set_token(c, t, b, head);
		break;
	}
	/* acquire: pairs with the release in end_send(); else we may miss the message */
	while (!(ar_load_acquire(&((struct slot *)t->slot)->state) & FULL))
		channel_pause(&turn);
	return 0;
}

/* Frees the block, if all its slots from `first` on are read; else whoever reads the one that is not will. */
static void free_when_read(const ar_channel_core *c, struct ar_channel_block *b, size_t first)
{
	for (size_t i = first; i + 1 < BLOCK_SLOTS; i++) {
		ar_atomic_size *state = &slot_at(c, b, i)->state;
		/* acquire: pairs with the release in end_receive(); else we may free what is being read */
		if (ar_load_acquire(state) & READ)
			continue;
		/* acq_rel: as above; and hands on what we have acquired to the one who frees */
		if (!(ar_fetch_or_acq_rel(state, FREE) & READ))
			return;
	}
	free_block(c, b);
}

static void list_end_receive(ar_channel_core *c, ar_channel_token *t)
{
	size_t index = index_of(t->position);

	if (index + 1 == BLOCK_SLOTS)
		free_when_read(c, t->block, 0);
	/*
	 * acq_rel: pairs with that in free_when_read(): releases our reading to the one who frees, or acquires that of
	 * the others if it is us
	 */
	else if (ar_fetch_or_acq_rel(&((struct slot *)t->slot)->state, READ) & FREE)
		free_when_read(c, t->block, index + 1);
}

static bool list_may_send(ar_channel_core *c)
{
	(void)c;
	return true; /* there is always room */
}

static bool list_may_receive(ar_channel_core *c)
{
	/* relaxed: the fence of the queue has ordered them */
	return ar_load_relaxed(&c->tail) != (ar_load_relaxed(&c->head) & ~HAS_NEXT);
}

static bool list_close(ar_channel_core *c)
{
	/* relaxed: it brings nothing with it */
	return !(ar_fetch_or_relaxed(&c->tail, CLOSED) & CLOSED);
}

static size_t list_length(ar_channel_core *c)
{
	/* relaxed: a number to look at */
	size_t tail = ar_load_relaxed(&c->tail) / STEP, head = ar_load_relaxed(&c->head) / STEP;

	if (tail <= head)
		return 0;
	return tail - head - (tail / LAP - head / LAP); /* without the position at each block's end */
}

const struct ar_channel_kind channel_list = {
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
