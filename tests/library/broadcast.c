/*
 * <acqrel/broadcast.h>: each receiver gets what is sent after it has subscribed, of each sender in the order
 * in which it was sent, or is told how many it has lost: received and lost together are what was sent. The
 * messages own memory; CAPACITY is the broadcast's. UNTIL: with deadlines; TRY: so many times, without
 * waiting. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/broadcast.h>
#include <acqrel/check.h>

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#ifndef SENDERS
#define SENDERS 1
#endif
#ifndef RECEIVERS
#define RECEIVERS 1
#endif
#ifndef MESSAGES
#define MESSAGES 2 /* of each sender, when checked */
#endif
#ifndef CAPACITY
#define CAPACITY 1
#endif
#ifndef CLOSES
#define CLOSES 1 /* the last sender? Else receivers know how many messages there are */
#endif

/* What a receive returns if it would have to wait, and how often that is looked at when checked. */
#if defined(UNTIL)
#define RETRY   ETIMEDOUT
#define RETRIES 1
#elif defined(TRY)
#define RETRY   EAGAIN
#define RETRIES TRY
#else
#define RETRY   EPIPE /* never */
#define RETRIES 0
#endif

struct message {
	int sender, number;
	int *owned;
};
typedef ar_broadcast(struct message) feed;

static feed messages;
static ar_broadcast_receiver receivers[RECEIVERS];
static ar_atomic_int senders_left;

static int count(void)
{
	return AR_ITERATIONS(20000, MESSAGES);
}

static struct message message_new(int sender, int number)
{
	struct message m = {sender, number, (int *)malloc(sizeof(int))};

	assert(m.owned);
	*m.owned = number;
	return m;
}

static int copy(void *to, const void *from)
{
	const struct message *m = (const struct message *)from;

	assert(*m->owned == m->number);
	*(struct message *)to = message_new(m->sender, m->number);
	return 0;
}

static void drop(void *message)
{
	struct message *m = (struct message *)message;

	assert(*m->owned == m->number);
	free(m->owned);
}

static void *sender(void *arg)
{
	for (int i = 0; i < count(); i++)
		assert(ar_broadcast_send(&messages, message_new(*(int *)arg, i)) == 0);
	/* relaxed: closing needs nothing of what the others did; it comes after their sends in any case */
	if (CLOSES && ar_fetch_sub_relaxed(&senders_left, 1) == 1)
		assert(ar_broadcast_close(&messages) && !ar_broadcast_close(&messages));
	return NULL;
}

static int receive(ar_broadcast_receiver *r, struct message *m)
{
#ifdef UNTIL
	return ar_broadcast_receive_until(&messages, r, m, ar_after(AR_MICROSECOND));
#elif defined(TRY)
	return ar_broadcast_try_receive(&messages, r, m);
#else
	return ar_broadcast_receive(&messages, r, m);
#endif
}

static void *receiver(void *arg)
{
	ar_broadcast_receiver *r = (ar_broadcast_receiver *)arg;
	int next[SENDERS] = {0}, error = 0;
	size_t all = (size_t)count() * SENDERS, had = 0;
	int retries = 0;

	while (error != EPIPE && (CLOSES || had < all)) {
		struct message m;
		error = receive(r, &m);
		if (error == 0) {
			assert(m.number >= next[m.sender]);
			next[m.sender] = m.number + 1;
			drop(&m);
			had++;
		} else if (error == EOVERFLOW) {
			assert(ar_broadcast_lost(r) > 0);
			had += ar_broadcast_lost(r);
		} else if (error != EPIPE) {
			assert(error == RETRY);
			if (ar_checking() && ++retries == RETRIES)
				return NULL;
		}
	}
	assert(had == all);
	return NULL;
}

int main(void)
{
	pthread_t threads[SENDERS + RECEIVERS];
	int numbers[SENDERS];
	ar_broadcast_receiver late;
	struct message m;

	assert(ar_broadcast_init(&messages, CAPACITY, copy, drop, NULL) == 0);
	ar_init(&senders_left, SENDERS);
	for (int i = 0; i < RECEIVERS; i++)
		receivers[i] = ar_broadcast_subscribe(&messages);
	for (int i = 0; i < SENDERS; i++) {
		numbers[i] = i;
		pthread_create(&threads[i], NULL, sender, &numbers[i]);
	}
	for (int i = 1; i < RECEIVERS; i++)
		pthread_create(&threads[SENDERS + i], NULL, receiver, &receivers[i]);
	receiver(&receivers[0]);
	for (int i = 0; i < SENDERS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 1; i < RECEIVERS; i++)
		pthread_join(threads[SENDERS + i], NULL);
	assert(ar_broadcast_is_closed(&messages) == CLOSES);
	if (CLOSES) {
		late = ar_broadcast_subscribe(&messages);
		assert(ar_broadcast_receive(&messages, &late, &m) == EPIPE);
		assert(ar_broadcast_send(&messages, m) == EPIPE);
	}
	ar_broadcast_destroy(&messages);
	return 0;
}
