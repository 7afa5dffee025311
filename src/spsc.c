#include <acqrel/spsc.h>

#include "allocator.h"
#include "os/os.h"
#include "patience.h"
#include "specifications/spsc.h"

#define CLOSED   AR_SPSC_CLOSED_
#define RECEIVER AR_SPSC_RECEIVER_
#define SENDER   AR_SPSC_SENDER_

/* --- Its beginning and its end ---------------------------------------------------------------------- */

static void start(ar_spsc_core *c, size_t capacity, size_t slots, void (*drop)(void *))
{
	ar_init(&c->word, 0);
	ar_init(&c->tail, 0);
	ar_init(&c->head, 0);
	c->head_seen = c->tail_seen = c->found_full = c->found_empty = 0;
	c->capacity = capacity;
	c->mask = slots - 1;
	c->drop = drop;
	c->allocator = NULL;
	c->allocated = c->alignment = 0;
}

/* There is no memory for it: it counts as not initialised, and may be destroyed. */
static void *refuse(ar_spsc_core *c)
{
	start(c, 0, 1, NULL);
	return NULL;
}

void *ar_spsc_init_(ar_spsc_core *c, size_t capacity, size_t size, size_t alignment, void (*drop)(void *),
                    const ar_allocator *allocator, const char *name, const char *function, const char *place)
{
	size_t slots = 1;

	if (capacity == 0)
		ar_misuse("the ring", name, "was initialised", function, place, "with no room for a message");
	if (size == 0)
		size = 1; /* of struct {}, in GNU C: an allocator need not have memory of no size */
	if (capacity > SIZE_MAX / 4 / size)
		return refuse(c);
	while (slots < capacity)
		slots *= 2;
	start(c, capacity, slots, drop);
	c->allocator = allocator;
	c->allocated = slots * size;
	c->alignment = alignment;
	void *memory = ar_allocator_get(allocator, c->allocated, alignment);
	return memory ? memory : refuse(c);
}

void ar_spsc_init_in_(ar_spsc_core *c, size_t capacity, void (*drop)(void *), const char *name,
                      const char *function, const char *place)
{
	if (capacity == 0 || (capacity & (capacity - 1)))
		ar_misuse("the ring", name, "was initialised", function, place,
		          "in a number of slots that is not a power of two");
	start(c, capacity, capacity, drop);
}

void ar_spsc_destroy_(ar_spsc_core *c, void *slots, size_t size)
{
	size_t head, tail;

	if (ar_modelled("ar_spsc")) {
		head = (size_t)spsc_side(c->found_empty).count;
		tail = (size_t)spsc_side(c->found_full).count;
	} else {
		/* relaxed: no other thread uses it any more, however we know */
		head = ar_load_relaxed(&c->head);
		/* relaxed: likewise */
		tail = ar_load_relaxed(&c->tail);
	}
	for (; c->drop && head != tail; head++)
		c->drop((char *)slots + (head & c->mask) * size);
	if (c->allocated)
		ar_allocator_put(c->allocator, slots, c->allocated, c->alignment);
}

/* --- Waiting ---------------------------------------------------------------------------------------- */

static bool has_room(ar_spsc_core *c)
{
	/* relaxed: the sender's own */
	return ar_spsc_look_for_room_(c, ar_load_relaxed(&c->tail)) != 0;
}

static bool has_message(ar_spsc_core *c)
{
	/* relaxed: the receiver's own */
	return ar_spsc_look_for_messages_(c, ar_load_relaxed(&c->head)) != 0;
}

/*
 * Who tries again and again, at once, takes the line of its position from the other side, which changes it
 * with each message, and finds a few. So who finds nothing at a position gives the other side a moment before
 * it looks again, in which that gets a quarter of the way, or far enough. Once: where nothing comes
 * meanwhile, trying again does not wait any more.
 */
#define MOMENT 64

static void give_a_moment(ar_spsc_core *c, uint32_t who)
{
	/* relaxed: its own */
	size_t position = ar_load_relaxed(who == SENDER ? &c->tail : &c->head);
	size_t *found_nothing = who == SENDER ? &c->found_full : &c->found_empty;
	size_t pauses = c->capacity / 4 < MOMENT ? c->capacity / 4 : MOMENT;

	if (position == *found_nothing)
		return;
	for (*found_nothing = position; pauses > 0; pauses--)
		ar_spin_hint();
}

/*
 * Waits until `ready`, or the ring is closed: 0 or an errno value. `who` is the bit that says that we sleep.
 * Only one of the two sleeps: the ring is not full and empty at the same time.
 */
static int wait(ar_spsc_core *c, uint32_t who, bool (*ready)(ar_spsc_core *), ar_time deadline)
{
	bool in_time = deadline != 0;
	bool awake = !ar_checking(); /* the caller has looked, and more looks would show no more */
	struct patience p = patience_for(c);

	if (c->capacity == 0)
		ar_misuse_found("acqrel: a ring (acqrel/spsc.h) was used before it was initialised.");
	if (!deadline && !ar_checking())
		give_a_moment(c, who);
	for (;;) {
		bool sleepy = in_time && !awake;
		uint32_t word;

		if (sleepy) {
			/* relaxed: the fence behind it acquires, too, which is needed as below */
			word = ar_fetch_or_relaxed(&c->word, who) | who;
			/*
			 * heavy: pairs with the light fence behind what makes us ready; else we may miss
			 * that, and the other side the bit
			 */
			ar_fence_heavy();
		} else {
			/*
			 * acquire: pairs with the release in close(); else we may miss the last messages that
			 * came before it
			 */
			word = ar_load_acquire(&c->word);
		}
		if ((word & CLOSED) && who == SENDER)
			return EPIPE;
		if (ready(c))
			return 0;
		if (word & CLOSED)
			return EPIPE;
		if (!in_time)
			return deadline ? ETIMEDOUT : EAGAIN;
		if (sleepy) {
			in_time = ar_os_wait(&c->word, word, deadline);
			awake = true; /* one look before it sleeps again */
		} else {
			awake = be_patient(&p);
		}
	}
}

int ar_spsc_wait_for_room_(ar_spsc_core *c, ar_time deadline)
{
	return wait(c, SENDER, has_room, deadline);
}

int ar_spsc_wait_for_message_(ar_spsc_core *c, ar_time deadline)
{
	return wait(c, RECEIVER, has_message, deadline);
}

void ar_spsc_wake_(ar_spsc_core *c, uint32_t who)
{
	/* relaxed: what there is to know is in tail and head */
	ar_fetch_and_relaxed(&c->word, ~who);
	ar_os_wake_one(&c->word);
}

static bool close_modelled(ar_spsc_core *c)
{
	if (ar_model_step(&c->word, &spsc_shuts, 0) & CLOSED)
		return false;
	spsc_mark_end(&c->tail);
	spsc_mark_end(&c->head);
	return true;
}

bool ar_spsc_close_(ar_spsc_core *c)
{
	if (ar_modelled("ar_spsc"))
		return close_modelled(c);
	/*
	 * release: pairs with the acquire in wait(); else the receiver may find it closed and miss the last
	 * messages
	 */
	uint32_t found = ar_fetch_or_release(&c->word, CLOSED);

	if (found & (SENDER | RECEIVER))
		ar_os_wake_all(&c->word);
	return !(found & CLOSED);
}

/* --- As specified ------------------------------------------------------------------------------------ */

static void must_be_ready(const ar_spsc_core *c)
{
	if (c->capacity == 0)
		ar_misuse_found("acqrel: a ring (acqrel/spsc.h) was used before it was initialised.");
}

bool ar_spsc_is_closed_modelled_(const ar_spsc_core *c)
{
	return ar_model_step((void *)(uintptr_t)&c->word, &spsc_looks, 0) & CLOSED;
}

size_t ar_spsc_length_modelled_(const ar_spsc_core *c)
{
	size_t head = spsc_count((void *)(uintptr_t)&c->head);
	size_t length = spsc_count((void *)(uintptr_t)&c->tail) - head;

	return length <= c->capacity ? length : 0;
}

int ar_spsc_begin_send_modelled_(ar_spsc_core *c, size_t *at, ar_time deadline)
{
	struct spsc_side s = spsc_side(c->found_full);
	int error = 0;

	must_be_ready(c);
	*at = (size_t)s.count;
	if (ar_spsc_is_closed_modelled_(c))
		return EPIPE;
	c->found_full = spsc_number(&s); /* also if it waits in vain: two senders at once are a data race */
	if (s.count - c->head_seen == c->capacity)
		error = spsc_wait(c, &c->head, &s, deadline, &c->head_seen, true);
	c->found_full = spsc_number(&s);
	return error;
}

void ar_spsc_end_send_modelled_(ar_spsc_core *c, size_t tail)
{
	struct spsc_side s = spsc_side(c->found_full);

	spsc_add(&c->tail, &s, tail - s.count);
	c->found_full = spsc_number(&s);
}

int ar_spsc_begin_receive_modelled_(ar_spsc_core *c, size_t *at, ar_time deadline)
{
	struct spsc_side s = spsc_side(c->found_empty);
	int error = 0;

	must_be_ready(c);
	*at = (size_t)s.count;
	c->found_empty = spsc_number(&s); /* as above */
	if (s.count == c->tail_seen)
		error = spsc_wait(c, &c->tail, &s, deadline, &c->tail_seen, false);
	c->found_empty = spsc_number(&s);
	return error;
}

void ar_spsc_end_receive_modelled_(ar_spsc_core *c, size_t head)
{
	struct spsc_side s = spsc_side(c->found_empty);

	spsc_add(&c->head, &s, head - s.count);
	c->found_empty = spsc_number(&s);
}

static int reserve_modelled(ar_spsc_core *c, size_t *at, size_t *room, ar_time deadline)
{
	struct spsc_side s = spsc_side(c->found_full);

	spsc_look(&c->head, &s, &c->head_seen);
	c->found_full = spsc_number(&s);
	int error = ar_spsc_begin_send_modelled_(c, at, deadline);
	*room = c->capacity - (*at - c->head_seen);
	return error;
}

static int peek_modelled(ar_spsc_core *c, size_t *at, size_t *messages, ar_time deadline)
{
	struct spsc_side s = spsc_side(c->found_empty);

	spsc_look(&c->tail, &s, &c->tail_seen);
	c->found_empty = spsc_number(&s);
	int error = ar_spsc_begin_receive_modelled_(c, at, deadline);
	*messages = c->tail_seen - *at;
	return error;
}

/* --- What a side has done ----------------------------------------------------------------------------- */

static size_t sent(ar_spsc_core *c)
{
	if (ar_modelled("ar_spsc"))
		return (size_t)spsc_side(c->found_full).count;
	/* relaxed: the sender's own */
	return ar_load_relaxed(&c->tail);
}

static size_t received(ar_spsc_core *c)
{
	if (ar_modelled("ar_spsc"))
		return (size_t)spsc_side(c->found_empty).count;
	/* relaxed: the receiver's own */
	return ar_load_relaxed(&c->head);
}

/* --- Several at a time ------------------------------------------------------------------------------ */

/* How much of `n` from position `at` on is in one piece; makes `at` an index. */
static size_t in_one_piece(const ar_spsc_core *c, size_t *at, size_t n)
{
	size_t to_the_end;

	*at &= c->mask;
	to_the_end = c->mask + 1 - *at;
	return n < to_the_end ? n : to_the_end;
}

int ar_spsc_reserve_(ar_spsc_core *c, size_t *at, size_t *n, ar_time deadline)
{
	size_t tail = *at = sent(c);
	int error = 0;

	if (ar_modelled("ar_spsc")) {
		error = reserve_modelled(c, at, n, deadline);
		if (error == 0)
			*n = in_one_piece(c, at, *n);
		return error;
	}
	if (ar_spsc_is_closed_(c))
		return EPIPE;
	if (!ar_spsc_look_for_room_(c, tail))
		error = ar_spsc_wait_for_room_(c, deadline);
	if (error == 0)
		*n = in_one_piece(c, at, c->capacity - (tail - c->head_seen));
	return error;
}

void ar_spsc_commit_(ar_spsc_core *c, size_t n, const char *name, const char *function, const char *place)
{
	size_t tail = sent(c), at = tail;

	if (n > in_one_piece(c, &at, c->capacity - (tail - c->head_seen)))
		ar_misuse("the ring", name, "was committed to", function, place,
		          "but not that much was reserved");
	ar_spsc_end_send_(c, tail + n);
}

int ar_spsc_peek_(ar_spsc_core *c, size_t *at, size_t *n, ar_time deadline)
{
	size_t head = *at = received(c);
	int error = 0;

	if (ar_modelled("ar_spsc")) {
		error = peek_modelled(c, at, n, deadline);
		if (error == 0)
			*n = in_one_piece(c, at, *n);
		return error;
	}
	if (!ar_spsc_look_for_messages_(c, head))
		error = ar_spsc_wait_for_message_(c, deadline);
	if (error == 0)
		*n = in_one_piece(c, at, c->tail_seen - head);
	return error;
}

void ar_spsc_release_(ar_spsc_core *c, size_t n, const char *name, const char *function, const char *place)
{
	size_t head = received(c), at = head;

	if (n > in_one_piece(c, &at, c->tail_seen - head))
		ar_misuse("the ring", name, "was released from", function, place,
		          "but not that much was peeked at");
	ar_spsc_end_receive_(c, head + n);
}
