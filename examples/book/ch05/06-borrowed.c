/*
 * The same without an allocation: the handles borrow a channel that somebody else keeps. (Chapter 5)
 *
 * The keeper has to outlive both handles, which C does not check: here main joins the sender before its channel goes
 * out of scope. Splitting it again begins anew, and frees a message that is left.
 *
 * Prints two messages. Checked: no error.
 */
#include <acqrel/atomic.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct channel {
	char *message;
	ar_atomic_bool ready;
};
typedef struct sender {
	struct channel *channel;
} sender;
typedef struct receiver {
	struct channel *channel;
} receiver;

/* For the thread that has it alone, as a `struct channel c = {0}`, or because both handles have been used up. */
static void split(struct channel *c, sender *s, receiver *r)
{
	/* relaxed: no other thread uses it now */
	if (ar_load_relaxed(&c->ready))
		free(c->message);
	/* relaxed: as above */
	ar_store_relaxed(&c->ready, false);
	s->channel = c;
	r->channel = c;
}

static void send(sender *s, char *message)
{
	struct channel *c = s->channel;

	s->channel = NULL;
	c->message = message;
	/* release: pairs with the acquire in receive(); else the receiver may miss the message */
	ar_store_release(&c->ready, true);
}

static bool is_ready(const receiver *r)
{
	/* relaxed: receive() looks again, and acquires what there is */
	return ar_load_relaxed(&r->channel->ready);
}

static char *receive(receiver *r)
{
	/* acquire: pairs with the release in send(); else we may miss the message */
	char *message = ar_swap_acquire(&r->channel->ready, false) ? r->channel->message : NULL;

	r->channel = NULL;
	return message;
}

static void *send_hello(void *arg)
{
	send(arg, strdup("hello"));
	return NULL;
}

int main(void)
{
	struct channel c = {NULL, AR_ATOMIC_INIT(false)};

	for (int i = 0; i < 2; i++) {
		sender s;
		receiver r;
		pthread_t thread;

		split(&c, &s, &r);
		if (pthread_create(&thread, NULL, send_hello, &s))
			return 1;
		while (!is_ready(&r))
			ar_spin_hint();
		char *message = receive(&r);
		printf("%s\n", message);
		free(message);
		pthread_join(thread, NULL);
	}
	return 0;
}
