#include "channel_queue.h"

#include "os/os.h"

void ar_queue_append(ar_channel_queue *q, struct ar_channel_sleeper *s)
{
	s->next = NULL;
	s->previous = q->last;
	s->queued = true;
	s->chosen = false;
	*(q->last ? &q->last->next : &q->first) = s;
	q->last = s;
	/*
	 * seq_cst: pairs with the load in ar_queue_wake_one(), see channel_queue.h; changes are under the
	 * lock
	 */
	ar_fetch_add_seq_cst(&q->sleepers, 1);
}

void ar_queue_enter(ar_channel_queue *q, struct ar_channel_sleeper *s)
{
	ar_mutex_lock(&q->lock);
	ar_queue_append(q, s);
	ar_mutex_unlock(&q->lock);
}

void ar_queue_take_out(ar_channel_queue *q, struct ar_channel_sleeper *s)
{
	*(s->previous ? &s->previous->next : &q->first) = s->next;
	*(s->next ? &s->next->previous : &q->last) = s->previous;
	s->queued = false;
	/* relaxed: under the lock, here and below; who reads it too late only locks once more */
	uint32_t sleepers = ar_load_relaxed(&q->sleepers);
	/* relaxed: as above */
	ar_store_relaxed(&q->sleepers, sleepers - 1);
}

void ar_queue_leave(ar_channel_queue *q, struct ar_channel_sleeper *s)
{
	/*
	 * Not AR_LOCKED: gcc 12 follows its check for NULL into ar_queue_take_out() and warns of what
	 * cannot be.
	 */
	ar_mutex_lock(&q->lock);
	if (s->queued)
		ar_queue_take_out(q, s);
	ar_mutex_unlock(&q->lock);
}

/* Takes sleepers out, oldest first, until one (or all) of those that still wait is notified. */
static AR_COLD void wake(ar_channel_queue *q, bool all)
{
	ar_mutex_lock(&q->lock);
	while (q->first) {
		struct ar_channel_sleeper *s = q->first;
		uint32_t waits = WAITS;
		ar_queue_take_out(q, s);
		/*
		 * relaxed, and relaxed if it fails: the channel's own operations publish whatever there is
		 */
		if (!ar_cas_strong_relaxed_relaxed(s->word, &waits, RETRY))
			continue; /* another queue was faster, or it has given up */
		s->chosen = true;
		ar_os_wake_one(s->word);
		if (!all)
			break;
	}
	ar_mutex_unlock(&q->lock);
}

void ar_queue_wake_one(ar_channel_queue *q)
{
	/* seq_cst: pairs with the addition in ar_queue_append(), see channel_queue.h */
	if (AR_UNLIKELY_(ar_load_seq_cst(&q->sleepers)))
		wake(q, false);
}

void ar_queue_tell_all(ar_channel_queue *q)
{
	wake(q, true);
}

void ar_queue_wake_all(ar_channel_queue *q)
{
	/* seq_cst: pairs with the addition in ar_queue_append(), see channel_queue.h */
	if (ar_load_seq_cst(&q->sleepers))
		wake(q, true);
}
