/*
 * Two handles that own the channel together, and are used up. (Chapter 5)
 *
 * Sending and receiving take the handle, by its address, and leave NULL there: what could be done twice before cannot
 * even be written without the compiler, or a NULL pointer, having a say. Each handle is an owner of the channel; the
 * last to go frees it, and the message with it, if no thread has received that.
 *
 * Prints the message, or that it was not waited for. Checked: no error, no leak.
 */
#include <acqrel/arc.h>
#include <acqrel/atomic.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct channel {
	char *message;
	ar_atomic_bool ready;
};

/* Two types, so that a receiver cannot send. */
typedef struct sender {
	struct channel *channel;
} sender;
typedef struct receiver {
	struct channel *channel;
} receiver;

static void channel_drop(void *value)
{
	struct channel *c = value;

	/* relaxed: the last owner has seen all that the other did */
	if (ar_load_relaxed(&c->ready))
		free(c->message);
}

static bool channel_new(sender *s, receiver *r)
{
	s->channel = ar_arc_new(struct channel, channel_drop, {NULL, AR_ATOMIC_INIT(false)});
	r->channel = s->channel ? ar_arc_clone(s->channel) : NULL;
	return s->channel;
}

static void send(sender *s, char *message)
{
	s->channel->message = message;
	/* release: pairs with the acquire in receive(); else the receiver may miss the message */
	ar_store_release(&s->channel->ready, true);
	ar_arc_drop(s->channel);
	s->channel = NULL;
}

static bool is_ready(const receiver *r)
{
	/* relaxed: receive() looks again, and acquires what there is */
	return ar_load_relaxed(&r->channel->ready);
}

/* The message, which is the caller's, or NULL if there is none yet; either way the handle is used up. */
static char *receive(receiver *r)
{
	/* acquire: pairs with the release in send(); else we may miss the message */
	char *message = ar_swap_acquire(&r->channel->ready, false) ? r->channel->message : NULL;

	ar_arc_drop(r->channel);
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
	sender s;
	receiver r;
	pthread_t thread;

	if (!channel_new(&s, &r) || pthread_create(&thread, NULL, send_hello, &s))
		return 1;
	bool was_ready = is_ready(&r);
	char *message = receive(&r);
	printf("%s\n", message ? message : "not waited for");
	if (was_ready && !message)
		abort();
	free(message);
	pthread_join(thread, NULL);
	return 0;
}
