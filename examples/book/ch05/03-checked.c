/*
 * A channel for one message that notices when it is used wrongly. (Chapter 5)
 *
 * A second flag says that somebody is sending or has sent, and receiving takes the message away: what was a data race
 * or a stale value before is now a sentence and an abort. A message that no thread received is freed with the channel.
 * With -DTWO_SENDERS two threads send, and one of them learns of it.
 *
 * Prints the message. Checked: no error; with TWO_SENDERS the second sender aborts, in every execution.
 */
#include <acqrel/atomic.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct channel {
	char *message;
	ar_atomic_bool in_use; /* a sender has it, or had */
	ar_atomic_bool ready;
};

static void send(struct channel *c, char *message)
{
	/* relaxed: the thread that comes second is to notice it, and acquires nothing */
	if (ar_swap_relaxed(&c->in_use, true)) {
		fprintf(stderr, "send: this channel is for one message, and has had it\n");
		abort();
	}
	c->message = message;
	/* release: pairs with the acquire in receive(); else the receiver may miss the message */
	ar_store_release(&c->ready, true);
}

static bool is_ready(struct channel *c)
{
	/* relaxed: receive() looks again, and acquires what there is */
	return ar_load_relaxed(&c->ready);
}

/* The message, which is the caller's from now on. */
static char *receive(struct channel *c)
{
	/* acquire: pairs with the release in send(); else we may miss the message */
	if (!ar_swap_acquire(&c->ready, false)) {
		fprintf(stderr, "receive: there is no message\n");
		abort();
	}
	return c->message;
}

/* For the last one to use it. */
static void destroy(struct channel *c)
{
	/* relaxed: no other thread uses it any more */
	if (ar_load_relaxed(&c->ready))
		free(c->message);
}

static void *sender(void *arg)
{
	send(arg, strdup("hello"));
	return NULL;
}

int main(void)
{
	static struct channel c;
	pthread_t thread;

	if (pthread_create(&thread, NULL, sender, &c))
		return 1;
#ifdef TWO_SENDERS
	send(&c, strdup("me too"));
#endif
	while (!is_ready(&c))
		ar_spin_hint();
	char *message = receive(&c);
	printf("%s\n", message);
	free(message);
	pthread_join(thread, NULL);
	destroy(&c);
	return 0;
}
