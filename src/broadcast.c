#include <acqrel/broadcast.h>
#include <acqrel/rwlock.h>

#include "allocator.h"
#include "channel.h"
#include "channel_queue.h"
#include "os/os.h"
#include "patience.h"
#include "prefetch.h"
#include "select_kind.h"
#include "sleep.h"
#include "specifications/broadcast.h"

#include <string.h>

enum { CLOSED = 1, SLEEPERS = 2, ONE_MORE = 4 };

struct slot {
	ar_rwlock lock;
	size_t number; /* of the message that is in it */
	bool full;
};

static struct slot *slot_at(const ar_broadcast_core *c, size_t number)
{
	return (struct slot *)(c->slots + (number & c->mask) * c->slot_size);
}

static void *message_in(const ar_broadcast_core *c, struct slot *s)
{
	return (char *)s + c->message_offset;
}

/* --- Its beginning and its end ---------------------------------------------------------------------- */

static size_t round_up(size_t n, size_t alignment)
{
	return (n + alignment - 1) / alignment * alignment;
}

int ar_broadcast_init_(ar_broadcast_core *c, size_t capacity, size_t size, size_t alignment,
                       int (*copy)(void *, const void *), void (*drop)(void *), const ar_allocator *allocator,
                       const char *name, const char *function, const char *place)
{
	const char *what = "the broadcast", *was = "was initialised";
	size_t slots = 1;

	if (capacity == 0)
		ar_misuse(what, name, was, function, place, "with no room for a message");
	if (drop && !copy)
		ar_misuse(what, name, was, function, place,
		          "with a function that drops messages but none that copies them for receivers");
	memset(c, 0, sizeof *c);
	c->alignment = alignment > _Alignof(struct slot) ? alignment : _Alignof(struct slot);
	c->message_offset = round_up(sizeof(struct slot), alignment);
	c->message_size = size;
	c->slot_size = round_up(c->message_offset + size, c->alignment);
	if (capacity > SIZE_MAX / 4 / c->slot_size)
		return ENOMEM;
	while (slots < capacity)
		slots *= 2;
	c->mask = slots - 1;
	c->copy = copy;
	c->drop = drop;
	c->allocator = allocator;
	c->slots = ar_allocator_get(allocator, slots * c->slot_size, c->alignment);
	if (!c->slots) {
		memset(c, 0, sizeof *c); /* it counts as not initialised */
		return ENOMEM;
	}
	for (size_t i = 0; i < slots; i++)
		memset(slot_at(c, i), 0, sizeof(struct slot));
	return 0;
}

void ar_broadcast_destroy_(ar_broadcast_core *c)
{
	for (size_t i = 0; c->drop && i <= c->mask; i++)
		if (slot_at(c, i)->full)
			c->drop(message_in(c, slot_at(c, i)));
	if (c->slots)
		ar_allocator_put(c->allocator, c->slots, (c->mask + 1) * c->slot_size, c->alignment);
}

/* --- Sending ---------------------------------------------------------------------------------------- */

/* Receivers slept when the word was `found`, before our change. */
static void wake_sleepers(ar_broadcast_core *c, uint32_t found)
{
	if (!(found & SLEEPERS))
		return;
	/* relaxed: what they are to see was released by our change */
	ar_fetch_and_relaxed(&c->word, ~(uint32_t)SLEEPERS);
	ar_os_wake_all(&c->word);
	ar_queue_tell_all(&c->selecting);
}

static void exchange(char *a, char *b, size_t size)
{
	char some[64];

	for (size_t n; size; a += n, b += n, size -= n) {
		n = size < sizeof some ? size : sizeof some;
		memcpy(some, a, n);
		memcpy(a, b, n);
		memcpy(b, some, n);
	}
}

/* The slot is ours. Puts the message in; returns whether there is an older one in its place now. */
static bool replace(ar_broadcast_core *c, struct slot *s, size_t number, void *message)
{
	bool full = s->full;

	if (full)
		exchange(message_in(c, s), message, c->message_size);
	else
		memcpy(message_in(c, s), message, c->message_size);
	s->full = true;
	s->number = number;
	return full;
}

static int send_modelled(ar_broadcast_core *c, void *message)
{
	uint64_t found = ar_model_step(&c->tail, &broadcast_sends, 0), end = broadcast_tail(found) + 1;
	struct slot *s = slot_at(c, (size_t)end - 1);
	bool replaced;

	if (broadcast_is_closed(found))
		return EPIPE;
	if (end > c->mask + 1)
		ar_model_step(&s->lock, &slot_overwrites, ar_model_pair(end - (c->mask + 1), end));
	replaced = replace(c, s, (size_t)end - 1, message);
	ar_model_step(&s->lock, &slot_publishes, end);
	waiter_tell_all(broadcast_listed(found));
	if (replaced && c->drop)
		c->drop(message);
	return 0;
}

int ar_broadcast_send_(ar_broadcast_core *c, void *message) AR_NO_THREAD_SAFETY
{
	bool replaced;
	uint32_t found;

	if (!c->slots)
		ar_misuse_found("acqrel: a broadcast was sent to before it was initialised.");
	if (ar_modelled("ar_broadcast"))
		return send_modelled(c, message);
	ar_mutex_lock(&c->sending);
	if (ar_broadcast_is_closed_(c)) {
		ar_mutex_unlock(&c->sending);
		return EPIPE;
	}
	/* relaxed: it changes under the mutex */
	size_t number = ar_load_relaxed(&c->tail);
	struct slot *s = slot_at(c, number);
	prefetch_ahead(s, c->slots, (c->mask + 1) * c->slot_size, c->slot_size);
	ar_rwlock_write_lock(&s->lock);
	replaced = replace(c, s, number, message);
	ar_rwlock_write_unlock(&s->lock);
	/* relaxed: the slot's lock publishes the message, and the word the news that there is one */
	ar_store_relaxed(&c->tail, number + 1);
	/* release: pairs with the acquire in receive(); else a receiver may miss the new tail, and sleep */
	found = ar_fetch_add_release(&c->word, ONE_MORE);
	ar_mutex_unlock(&c->sending);
	wake_sleepers(c, found);
	if (replaced && c->drop)
		c->drop(message);
	return 0;
}

static bool close_modelled(ar_broadcast_core *c)
{
	uint64_t found = ar_model_step(&c->tail, &broadcast_shuts, 0);

	waiter_tell_all(broadcast_listed(found));
	return !broadcast_is_closed(found);
}

/* As specified: what there is to see of the state. */
static uint64_t look_modelled(const ar_broadcast_core *c)
{
	return ar_model_step((void *)(uintptr_t)&c->tail, &broadcast_looks, 0);
}

bool ar_broadcast_close_(ar_broadcast_core *c)
{
	uint32_t found = 0;

	if (ar_modelled("ar_broadcast"))
		return close_modelled(c);
	/* Under the mutex, so that nothing is sent once a receiver has learned that nothing will be. */
	AR_LOCKED(&c->sending) {
		/*
		 * relaxed: what was sent before was released by who sent it, and an operation like this hands
		 * that on
		 */
		found = ar_fetch_or_relaxed(&c->word, CLOSED);
	}
	wake_sleepers(c, found);
	return !(found & CLOSED);
}

bool ar_broadcast_is_closed_(const ar_broadcast_core *c)
{
	if (ar_modelled("ar_broadcast"))
		return broadcast_is_closed(look_modelled(c));
	/* relaxed: nothing comes with the answer */
	return ar_load_relaxed(&c->word) & CLOSED;
}

/* --- Receiving -------------------------------------------------------------------------------------- */

static size_t tail_now(ar_broadcast_core *c)
{
	if (ar_modelled("ar_broadcast"))
		return (size_t)broadcast_tail(look_modelled(c));
	/* relaxed: no thread that sends later gets a lower number; a slot's lock publishes a message */
	return ar_load_relaxed(&c->tail);
}

ar_broadcast_receiver ar_broadcast_subscribe_(ar_broadcast_core *c)
{
	size_t tail = tail_now(c);

	return (ar_broadcast_receiver){.next = tail, .seen = tail, .lost = 0};
}

/* The receiver's message was overwritten by `number`: it goes on with the oldest that is there. */
static int lag(ar_broadcast_core *c, ar_broadcast_receiver *r, size_t number)
{
	/* One that is too old is no harm, since we know of `number`. */
	size_t end = number + 1, tail = tail_now(c);

	if (tail - end < SIZE_MAX / 2)
		end = tail;
	r->lost = end - (c->mask + 1) - r->next;
	r->next += r->lost;
	r->seen = r->next;
	return EOVERFLOW;
}

/* From now on the message in the slot is not overwritten; returns its number. */
static size_t begin_reading(const ar_broadcast_receiver *r, struct slot *s) AR_NO_THREAD_SAFETY
{
	if (ar_modelled("ar_broadcast")) {
		uint64_t found = ar_model_step(&s->lock, &slot_reads, r->next + 1);
		return (size_t)slot_end(found) - 1;
	}
	ar_rwlock_read_lock(&s->lock);
	return s->number;
}

/* That was `number`. */
static void end_reading(const ar_broadcast_receiver *r, struct slot *s, size_t number) AR_NO_THREAD_SAFETY
{
	if (!ar_modelled("ar_broadcast"))
		ar_rwlock_read_unlock(&s->lock);
	else if (number == r->next)
		ar_model_step(&s->lock, &slot_ends_reading, 0);
}

/* There is a message for the receiver, or there was. */
static int take(ar_broadcast_core *c, ar_broadcast_receiver *r, void *out)
{
	struct slot *s = slot_at(c, r->next);
	int error = 0;

	prefetch_ahead(s, c->slots, (c->mask + 1) * c->slot_size, c->slot_size);
	size_t number = begin_reading(r, s);
	if (number == r->next) {
		if (c->copy)
			error = c->copy(out, message_in(c, s));
		else
			memcpy(out, message_in(c, s), c->message_size);
	}
	end_reading(r, s, number);
	if (number != r->next)
		return lag(c, r, number);
	if (error == 0)
		r->next++;
	return error;
}

static int receive_modelled(ar_broadcast_core *c, ar_broadcast_receiver *r, void *out, ar_time deadline)
{
	uint64_t found;
	int error;

	if (r->seen == r->next) {
		error = specified_take_until(&c->tail, &broadcast_waits, r->next, deadline, &found);
		if (error)
			return error;
		r->seen = (size_t)broadcast_tail(found);
	}
	return r->seen != r->next ? take(c, r, out) : EPIPE;
}

int ar_broadcast_receive_(ar_broadcast_core *c, ar_broadcast_receiver *r, void *out, ar_time deadline)
{
	bool in_time = deadline != 0;

	if (ar_modelled("ar_broadcast"))
		return receive_modelled(c, r, out, deadline);
	for (unsigned spent = 0;;) {
		/*
		 * The word and the tail are the senders': not looked at while there are messages that we know
		 * of.
		 */
		if (r->seen != r->next)
			return take(c, r, out);
		/*
		 * acquire: pairs with the release in send(); else we may miss a message, and sleep or leave
		 */
		uint32_t word = ar_load_acquire(&c->word);
		/* relaxed: as new as the word; the slot's lock publishes the message */
		r->seen = ar_load_relaxed(&c->tail);
		if (r->seen != r->next)
			continue;
		if (word & CLOSED)
			return EPIPE;
		if (!in_time)
			return deadline ? ETIMEDOUT : EAGAIN;
		if (!stay_awake(&spent, MESSAGES_PAUSE))
			in_time = sleep_with_bit(&c->word, word, SLEEPERS, deadline);
	}
}

/* --- In a select ------------------------------------------------------------------------------------ */

static const char *select_misuse(const ar_select_case *first, const ar_select_case *k)
{
	ar_broadcast_core *c = k->other_.object;

	(void)first;
	return c->slots ? NULL : "but one of its broadcasts has not been initialised";
}

static bool select_try(ar_select_case *k, int *error)
{
	ar_broadcast_core *c = k->other_.object;
	ar_broadcast_receiver *r = k->other_.receiver;

	if (ar_modelled("ar_broadcast")) {
		*error = receive_modelled(c, r, k->message_, 0);
		return *error != EAGAIN;
	}
	/* relaxed: receive() finds what has been seen here, or more */
	if (ar_load_relaxed(&c->tail) == r->next && !ar_broadcast_is_closed_(c))
		return false;
	*error = ar_broadcast_receive_(c, r, k->message_, 0);
	return true;
}

static bool select_enter(ar_select_case *k)
{
	ar_broadcast_core *c = k->other_.object;
	const ar_broadcast_receiver *r = k->other_.receiver;

	if (ar_modelled("ar_broadcast")) {
		uint64_t next = r->next, pair = ar_model_pair(next, k->token_.position);
		return r->seen != next ||
		       !broadcast_await(ar_model_step(&c->tail, &broadcast_lists, pair), next, 0).waits;
	}
	ar_queue_enter(&c->selecting, &k->sleeper_);
	/* acquire: pairs with the release in send(); else we may miss the new tail, and sleep */
	uint32_t word = ar_load_acquire(&c->word);
	/* relaxed: as new as the word */
	return ar_load_relaxed(&c->tail) != r->next || word & CLOSED ||
	       !ask_with_bit(&c->word, word, SLEEPERS);
}

static void select_leave(ar_select_case *k)
{
	ar_broadcast_core *c = k->other_.object;

	if (ar_modelled("ar_broadcast")) {
		ar_model_step(&c->tail, &broadcast_unlists, k->token_.position);
		return;
	}
	ar_queue_leave(&c->selecting, &k->sleeper_);
}

const struct ar_select_kind ar_broadcast_selecting_ = {
	.misuse = select_misuse,
	.try_receive = select_try,
	.enter = select_enter,
	.leave = select_leave,
};
