/*
 * A receiver that waits asleep: the sender knows which thread receives, and unparks it. (Chapter 5)
 *
 * Splitting the channel notes the receiving thread, so the receiver has to stay with it. The sender leaves the flag first
 * and unparks then; the receiver looks at the flag each time it wakes, because parking may end for other reasons. If the
 * message is there before the receiver parks, the unpark leaves a token, and parking returns at once.
 * With -DUNPARK_FIRST it is the other way round, and the receiver may go to sleep forever.
 *
 * Prints the message. Checked: no error; with UNPARK_FIRST a lost wake-up.
 */
#include <acqrel/atomic.h>
#include <acqrel/thread.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct channel {
	char *message;
	ar_atomic_bool ready;
};
typedef struct sender {
	struct channel *channel;
	ar_thread_handle receiver;
} sender;
typedef struct receiver {
	struct channel *channel;
} receiver;

/* For the thread that is to receive, with a channel that no thread uses. */
static void split(struct channel *c, sender *s, receiver *r)
{
	s->channel = c;
	s->receiver = ar_thread_current();
	r->channel = c;
}

static void send(sender *s, char *message)
{
	struct channel *c = s->channel;

	s->channel = NULL;
	c->message = message;
#ifdef UNPARK_FIRST
	ar_unpark(s->receiver);
#endif
	/* release: pairs with the acquire in receive(); else the receiver may miss the message */
	ar_store_release(&c->ready, true);
#ifndef UNPARK_FIRST
	ar_unpark(s->receiver);
#endif
}

static char *receive(receiver *r)
{
	struct channel *c = r->channel;

	r->channel = NULL;
	/* acquire: pairs with the release in send(); else we may miss the message */
	while (!ar_load_acquire(&c->ready))
		ar_park();
	return c->message;
}

static void *send_hello(void *arg)
{
	send(arg, strdup("hello"));
	return NULL;
}

int main(void)
{
	struct channel c = {NULL, AR_ATOMIC_INIT(false)};
	sender s;
	receiver r;
	ar_thread thread;

	split(&c, &s, &r);
	if (ar_thread_spawn(&thread, send_hello, &s))
		return 1;
	char *message = receive(&r);
	printf("%s\n", message);
	free(message);
	ar_thread_join(thread, NULL);
	return 0;
}
