/*
 * One waits for a moment, and another one waits behind it, or before it. Whoever is told of a message (or,
 * SENDS, of room) when its time is up takes it all the same: nobody else has been told. CAPACITY is the
 * channel's. Valid C11 and C++17.
 */
#undef NDEBUG
#include "../../src/channel_queue.h"

#include <acqrel/check.h>

#include <assert.h>
#include <errno.h>
#include <pthread.h>

#ifndef CAPACITY
#define CAPACITY 1
#endif
#ifndef SENDS
#define SENDS 0
#endif

typedef ar_channel(int) channel;

static channel numbers;
static ar_channel_queue *queue = SENDS ? &numbers.core_.senders : &numbers.core_.receivers;
static ar_atomic_u32 word;
static ar_channel_sleeper other;

static void *wait_and_help(void *arg)
{
	int n;

	ar_queue_enter(queue, &other);
	if (SENDS)
		assert(ar_channel_try_receive(&numbers, &n) == 0);
	else
		assert(ar_channel_try_send(&numbers, 1) == 0);
	return arg;
}

int main(void)
{
	for (int i = AR_ITERATIONS(3000, 1); i > 0; i--) {
		pthread_t thread;
		int n, error;

		assert(ar_channel_init(&numbers, CAPACITY, NULL, NULL) == 0);
		assert(!SENDS || ar_channel_try_send(&numbers, 1) == 0);
		other.word = &word;
		/* relaxed: there is nobody else */
		ar_store_relaxed(&word, WAITS);
		pthread_create(&thread, NULL, wait_and_help, NULL);
		ar_time moment = ar_after(AR_MICROSECOND);
		error = SENDS ? ar_channel_send_until(&numbers, moment, 2)
		              : ar_channel_receive_until(&numbers, &n, moment);
		assert(error == 0 || error == ETIMEDOUT);
		pthread_join(thread, NULL);
		/* relaxed: it has been joined */
		assert(error == 0 || ar_load_relaxed(&word) == RETRY);
		ar_queue_leave(queue, &other);
		ar_channel_destroy(&numbers);
	}
	return 0;
}
