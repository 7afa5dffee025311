/*
 * A channel for any number of messages, senders and receivers: a queue, a mutex and a condition variable. (Chapter 5)
 *
 * Short, and right. It is slower than it need be: senders and receivers, who work at opposite ends of the queue, exclude
 * each other all the same, and when the queue's memory has to grow all of them wait for that.
 *
 * Prints the sum of what two threads have sent. Checked, with one sender (-DSENDERS=1): no error.
 */
#include <acqrel/check.h>
#include <acqrel/condvar.h>
#include <acqrel/mutex.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#ifndef SENDERS
#define SENDERS 2
#endif

struct channel {
	ar_mutex lock;
	ar_condvar filled;
	int *messages;
	size_t first, count, room; /* a ring that grows */
};

static void grow(struct channel *c)
{
	size_t room = c->room ? c->room * 2 : 4;
	int *messages = malloc(room * sizeof *messages);

	if (!messages)
		abort();
	for (size_t i = 0; i < c->count; i++)
		messages[i] = c->messages[(c->first + i) % c->room];
	free(c->messages);
	c->messages = messages;
	c->first = 0;
	c->room = room;
}

static void send(struct channel *c, int message)
{
	AR_LOCKED(&c->lock) {
		if (c->count == c->room)
			grow(c);
		c->messages[(c->first + c->count++) % c->room] = message;
	}
	ar_condvar_notify_one(&c->filled);
}

static int receive(struct channel *c)
{
	int message = 0;

	AR_LOCKED(&c->lock) {
		while (c->count == 0)
			ar_condvar_wait(&c->filled, &c->lock);
		message = c->messages[c->first];
		c->first = (c->first + 1) % c->room;
		c->count--;
	}
	return message;
}

static struct channel numbers;

static int messages_of_each(void)
{
	return AR_ITERATIONS(1000, 1);
}

static void *send_some(void *arg)
{
	for (int i = 1; i <= messages_of_each(); i++)
		send(&numbers, i);
	return arg;
}

int main(void)
{
	pthread_t senders[SENDERS];
	long sum = 0;

	for (int i = 0; i < SENDERS; i++)
		pthread_create(&senders[i], NULL, send_some, NULL);
	for (int i = 0; i < SENDERS * messages_of_each(); i++)
		sum += receive(&numbers);
	for (int i = 0; i < SENDERS; i++)
		pthread_join(senders[i], NULL);
	printf("%ld\n", sum);
	free(numbers.messages);
	return sum == (long)SENDERS * messages_of_each() * (messages_of_each() + 1) / 2 ? 0 : 1;
}
