/*
 * A receiver enters the queue and looks; another one, which was about to sleep as well, takes a message
 * instead. The first one has been told of the message that is left, or has seen one. CAPACITY, at least 2, is
 * the channel's. Valid C11 and C++17.
 */
#undef NDEBUG
#include "../../src/channel.h"
#include "../../src/channel_queue.h"

#include <acqrel/check.h>

#include <assert.h>
#include <pthread.h>

#ifndef CAPACITY
#define CAPACITY 2
#endif

typedef ar_channel(int) channel;

static channel numbers;
static ar_channel_queue *queue = &numbers.core_.receivers;

struct receiver {
	ar_atomic_u32 word;
	ar_channel_sleeper sleeper;
};

static void enter(struct receiver *r)
{
	/* relaxed: nobody knows it yet */
	ar_store_relaxed(&r->word, WAITS);
	r->sleeper.word = &r->word;
	ar_queue_enter(queue, &r->sleeper);
}

static void *send_two(void *arg)
{
	assert(ar_channel_try_send(&numbers, 1) == 0);
	assert(ar_channel_try_send(&numbers, 2) == 0);
	return arg;
}

/* It has looked, and seen that there is something, or has been told. */
static void *leave_and_take(void *arg)
{
	struct receiver *self = (struct receiver *)arg;
	int n;

	enter(self);
	ar_queue_leave(queue, &self->sleeper);
	(void)ar_channel_try_receive(&numbers, &n);
	return NULL;
}

int main(void)
{
	for (int i = AR_ITERATIONS(3000, 1); i > 0; i--) {
		pthread_t sender, other;
		struct receiver self, others;
		int n;

		assert(ar_channel_init(&numbers, CAPACITY, NULL, NULL) == 0);
		pthread_create(&sender, NULL, send_two, NULL);
		pthread_create(&other, NULL, leave_and_take, &others);
		enter(&self);
		bool sleeps = !numbers.core_.kind->may_receive(&numbers.core_);
		pthread_join(sender, NULL);
		pthread_join(other, NULL);
		/* relaxed: there is nobody else any more */
		assert(!sleeps || ar_load_relaxed(&self.word) == RETRY);
		ar_queue_leave(queue, &self.sleeper);
		assert(ar_channel_try_receive(&numbers, &n) ==
		       0); /* there were two, and the other took one at most */
		ar_channel_destroy(&numbers);
	}
	return 0;
}
