#include <acqrel/oneshot.h>

#include "allocator.h"
#include "os/os.h"
#include "spin.h"

#define SENT          AR_ONESHOT_SENT_
#define SENDER_GONE   AR_ONESHOT_SENDER_GONE_
#define RECEIVER_GONE AR_ONESHOT_RECEIVER_GONE_
#define SLEEPING      AR_ONESHOT_SLEEPING_

void *ar_oneshot_new_(size_t size, size_t alignment, void (*drop)(void *), const ar_allocator *allocator)
{
	ar_oneshot_core *c = allocator_get(allocator, size, alignment);

	if (!c)
		return NULL;
	ar_init(&c->word, 0);
	c->alignment = 0;
	while ((size_t)1 << c->alignment < alignment)
		c->alignment++;
	c->drop = drop;
	c->allocator = allocator;
	return c;
}

static void release(ar_oneshot_core *c, size_t size)
{
	if (c->alignment)
		allocator_put(c->allocator, c, size, (size_t)1 << c->alignment);
}

bool ar_oneshot_end_sender_(ar_oneshot_core *c, size_t size, uint32_t how)
{
	/*
	 * acq_rel: releases the message to the acquire in wait(), and acquires what the receiver did before it
	 * went; else we may free the channel while it still looks at it
	 */
	uint32_t found = ar_fetch_or_acq_rel(&c->word, how);

	if (found & RECEIVER_GONE) {
		release(c, size);
		return false;
	}
	/* The channel may be gone by now: only its address is used. */
	if (found & SLEEPING)
		os_wake_one(&c->word);
	return true;
}

/* Whether there is something to tell: the message, or that there will be none. */
static bool is_over(uint32_t word)
{
	return word & (SENT | SENDER_GONE);
}

bool ar_oneshot_wait_(ar_oneshot_core *c, ar_time deadline, const char *name, const char *function,
                      const char *place)
{
	bool in_time = deadline != 0;

	ar_oneshot_may_receive_(c, name, function, place);
	/* Under the checker, the look before going to sleep shows all that more would. */
	for (int i = deadline ? AR_ITERATIONS(AR_SPINS, 0) : 0;; i--) {
		/* acquire: pairs with the release in end_sender(); else we may miss the message */
		uint32_t word = ar_load_acquire(&c->word);
		if (is_over(word) || !in_time)
			return word & SENT;
		if (i > 0) {
			ar_spin_hint();
			continue;
		}
		/* relaxed: it is our own bit, and what the sender has done meanwhile is looked at again above */
		word = ar_fetch_or_relaxed(&c->word, SLEEPING);
		if (!is_over(word))
			in_time = os_wait(&c->word, word | SLEEPING, deadline);
	}
}

void ar_oneshot_received_(ar_oneshot_core *c, size_t size)
{
	if (c->alignment)
		release(c, size);
	else
		/* relaxed: for our own side to notice misuse; the sender's has ended */
		ar_store_relaxed(&c->word, SENT | RECEIVER_GONE);
}

void ar_oneshot_drop_receiver_(ar_oneshot_core *c, void *message, size_t size)
{
	/*
	 * acq_rel: acquires the message from end_sender() to drop it, and releases our use of the channel to a
	 * sender who frees it
	 */
	uint32_t found = ar_fetch_or_acq_rel(&c->word, RECEIVER_GONE);

	if ((found & SENT) && c->drop)
		c->drop(message);
	if (is_over(found))
		release(c, size);
}
