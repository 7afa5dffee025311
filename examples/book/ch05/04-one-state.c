/*
 * The same channel with one atomic variable, of four states. (Chapter 5)
 *
 *	EMPTY -> WRITING -> READY -> READING
 *
 * Each step is made by one thread, and a step from the wrong state is misuse. One byte is all it costs.
 *
 * Prints the message. Checked: no error.
 */
#include <acqrel/atomic.h>

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { EMPTY, WRITING, READY, READING };

struct channel {
	int message;
	ar_atomic_u8 state;
};

static void send(struct channel *c, int message)
{
	uint8_t state = EMPTY;

	/* relaxed, and relaxed if it fails: it keeps a second sender out, who acquires nothing */
	if (!ar_cas_strong_relaxed_relaxed(&c->state, &state, WRITING)) {
		fprintf(stderr, "send: this channel is for one message, and has had it\n");
		abort();
	}
	c->message = message;
	/* release: pairs with the acquire in receive(); else the receiver may miss the message */
	ar_store_release(&c->state, READY);
}

static bool is_ready(struct channel *c)
{
	/* relaxed: receive() looks again, and acquires what there is */
	return ar_load_relaxed(&c->state) == READY;
}

static int receive(struct channel *c)
{
	uint8_t state = READY;

	/* acquire, and relaxed if it fails: pairs with the release in send(); else we may miss the message */
	if (!ar_cas_strong_acquire_relaxed(&c->state, &state, READING)) {
		fprintf(stderr, "receive: there is no message\n");
		abort();
	}
	return c->message;
}

static void *sender(void *arg)
{
	send(arg, 42);
	return NULL;
}

int main(void)
{
	static struct channel c;
	pthread_t thread;

	if (pthread_create(&thread, NULL, sender, &c))
		return 1;
	while (!is_ready(&c))
		ar_spin_hint();
	printf("%d\n", receive(&c));
	pthread_join(thread, NULL);
	return 0;
}
