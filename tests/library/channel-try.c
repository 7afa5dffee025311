/*
 * <acqrel/channel.h> without waiting: what two senders put in, a receiver takes out, in each sender's order;
 * what does not fit stays with its sender. CAPACITY is the channel's. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/channel.h>
#include <acqrel/check.h>

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#ifndef SENDERS
#define SENDERS 2
#endif
#ifndef RECEIVERS
#define RECEIVERS 1
#endif
#ifndef MESSAGES
#define MESSAGES 1 /* of each sender, when checked */
#endif
#ifndef RECEIVES
#define RECEIVES MESSAGES /* of each receiver */
#endif
#ifndef CAPACITY
#define CAPACITY 1
#endif

struct message {
	int sender;
	int *number; /* plain memory that goes along */
};
typedef ar_channel(struct message) channel;

static channel messages;

static void drop(void *message)
{
	free(((struct message *)message)->number);
}

static void *sender(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(20000, MESSAGES); i++) {
		struct message m = {*(int *)arg, (int *)malloc(sizeof(int))};
		assert(m.number);
		*m.number = i;
		int error = ar_channel_try_send(&messages, m);
		assert(error == 0 || error == EAGAIN);
		if (error)
			free(m.number);
	}
	return NULL;
}

static void *receiver(void *arg)
{
	int last[SENDERS];
	struct message m;

	for (int i = 0; i < SENDERS; i++)
		last[i] = -1;
	for (int i = 0; i < AR_ITERATIONS(20000, RECEIVES); i++) {
		int error = ar_channel_try_receive(&messages, &m);
		assert(error == 0 || error == EAGAIN);
		if (error)
			continue;
		assert(*m.number > last[m.sender]);
		last[m.sender] = *m.number;
		free(m.number);
	}
	return arg;
}

int main(void)
{
	pthread_t threads[SENDERS + RECEIVERS];
	int numbers[SENDERS];

	assert(ar_channel_init(&messages, CAPACITY, drop, NULL) == 0);
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
	ar_channel_destroy(&messages);
	return 0;
}
