/*
 * <acqrel/channel.h>: several senders, several receivers. Nothing is lost, nothing comes twice, and each
 * receiver gets the messages of one sender in the order in which they were sent. CAPACITY is the channel's.
 * Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/channel.h>
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

struct message {
	int sender, number;
	int *owned; /* plain memory that goes along */
};
typedef ar_channel(struct message) channel;

static channel messages;
static ar_atomic_int senders_left, received;

static int count(void)
{
	return AR_ITERATIONS(20000, MESSAGES);
}

static void *sender(void *arg)
{
	for (int i = 0; i < count(); i++) {
		struct message m = {*(int *)arg, i, (int *)malloc(sizeof(int))};
		assert(m.owned);
		*m.owned = i;
		assert(ar_channel_send(&messages, m) == 0);
	}
	/* relaxed: closing needs nothing of what the others did; it comes after their sends in any case */
	if (ar_fetch_sub_relaxed(&senders_left, 1) == 1)
		ar_channel_close(&messages);
	return NULL;
}

static void *receiver(void *arg)
{
	int next[SENDERS] = {0};

	ar_channel_each(&messages, m) {
		assert(m.number >= next[m.sender] && *m.owned == m.number);
		next[m.sender] = m.number + 1;
		free(m.owned);
		/* relaxed: main looks when all have been joined */
		ar_fetch_add_relaxed(&received, 1);
	}
	return arg;
}

int main(void)
{
	pthread_t threads[SENDERS + RECEIVERS];
	int numbers[SENDERS];

	assert(ar_channel_init(&messages, CAPACITY, NULL, NULL) == 0);
	ar_init(&senders_left, SENDERS);
	for (int i = 0; i < SENDERS; i++) {
		numbers[i] = i;
		pthread_create(&threads[i], NULL, sender, &numbers[i]);
	}
	for (int i = 1; i < RECEIVERS; i++)
		pthread_create(&threads[SENDERS + i], NULL, receiver, NULL);
	receiver(NULL);
	for (int i = 0; i < SENDERS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 1; i < RECEIVERS; i++)
		pthread_join(threads[SENDERS + i], NULL);
	/* relaxed: all threads have been joined */
	assert(ar_load_relaxed(&received) == SENDERS * count());
	assert(ar_channel_length(&messages) == 0 && ar_channel_is_closed(&messages));
	ar_channel_destroy(&messages);
	return 0;
}
