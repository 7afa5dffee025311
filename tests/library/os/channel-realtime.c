/*
 * <acqrel/channel.h>: a receiver of the higher real-time priority, on the same processor, lets the sender go
 * on whose message it has found half written. For Linux, natively, as root.
 */
#define _GNU_SOURCE
#undef NDEBUG
#include <acqrel/channel.h>
#include <acqrel/semaphore.h>

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <unistd.h>

static ar_channel(int) numbers;
static ar_semaphore half_written;

/* Whether the caller has a processor for itself and those of lower priorities. */
static bool has_priority(int priority)
{
	struct sched_param parameters;

	parameters.sched_priority = priority;
	return pthread_setschedparam(pthread_self(), SCHED_FIFO, &parameters) == 0;
}

static void *receive(void *arg)
{
	int number = 0;

	assert(has_priority(20));
	ar_semaphore_wait(&half_written);
	assert(ar_channel_try_receive(&numbers, &number) == 0 && number == 7);
	return arg;
}

/* As ar_channel_send() does it, but the receiver wakes up in the middle. */
static void send_slowly(void)
{
	ar_channel_token token;
	int error = ar_channel_begin_send_(&numbers.core_, &token, AR_NEVER);

	assert(error == 0);
	ar_semaphore_post(&half_written);
	*(int *)token.message = 7;
	ar_channel_end_send_(&numbers.core_, &token);
}

static void round_with(size_t capacity)
{
	pthread_t receiver;

	assert(ar_channel_init(&numbers, capacity, NULL, NULL) == 0);
	assert(pthread_create(&receiver, NULL, receive, NULL) == 0);
	for (int i = 0; i < 1000; i++)
		sched_yield();
	usleep(1000); /* it sleeps by now, most likely */
	send_slowly();
	pthread_join(receiver, NULL);
	ar_channel_destroy(&numbers);
}

int main(void)
{
	cpu_set_t one;

	CPU_ZERO(&one);
	CPU_SET(0, &one);
	if (sched_setaffinity(0, sizeof one, &one) != 0 || !has_priority(10)) {
		puts("skipped: no real-time priorities here");
		return 77;
	}
	round_with(4);
	round_with(AR_UNBOUNDED);
	return 0;
}
