/*
 * <acqrel/channel.h>: a message, or room, behind a slot that a slower thread is still using is not passed
 * over: who has sent a message that nobody else takes can receive one, and who has received one can send.
 * Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/channel.h>
#include <acqrel/check.h>

#include <assert.h>
#include <pthread.h>

#ifndef CAPACITY
#define CAPACITY 2
#endif

typedef ar_channel(int) channel;

static channel numbers;

static void *sender(void *arg)
{
	assert(ar_channel_try_send(&numbers, 1) == 0);
	return arg;
}

static void *receiver(void *arg)
{
	int n;

	assert(ar_channel_try_receive(&numbers, &n) == 0);
	return arg;
}

static void send_and_receive(void)
{
	pthread_t other;
	int n;

	pthread_create(&other, NULL, sender, NULL);
	assert(ar_channel_try_send(&numbers, 2) == 0);
	assert(ar_channel_try_receive(&numbers, &n) == 0);
	pthread_join(other, NULL);
}

static void receive_and_send(void)
{
	pthread_t other;
	int n;

	assert(ar_channel_try_send(&numbers, 3) == 0);
	pthread_create(&other, NULL, receiver, NULL);
	assert(ar_channel_try_receive(&numbers, &n) == 0);
	assert(ar_channel_try_send(&numbers, 4) == 0);
	pthread_join(other, NULL);
}

int main(void)
{
	int n;

	assert(ar_channel_init(&numbers, CAPACITY, NULL, NULL) == 0);
	for (int i = AR_ITERATIONS(2000, 1); i > 0; i--) {
		send_and_receive();
		receive_and_send();
		assert(ar_channel_try_receive(&numbers, &n) == 0);
	}
	ar_channel_destroy(&numbers);
	return 0;
}
