/*
 * A channel for one message: a place for it and a flag. (Chapter 5)
 *
 * The store that says "it is there" releases, the load that finds it acquires: that is all the synchronization a
 * message needs. The rest is left to the thread that uses it: to send once, to receive once, and not before it is there.
 * With -DTWO_SENDERS two threads send: the checker finds that they write the message at the same time.
 *
 * Prints the message. Checked: no error; with TWO_SENDERS a data race.
 */
#include <acqrel/atomic.h>

#include <pthread.h>
#include <stdio.h>

struct channel {
	const char *message;
	ar_atomic_bool ready;
};

/* Once only. */
static void send(struct channel *c, const char *message)
{
	c->message = message;
	/* release: pairs with the acquire in is_ready(); else the receiver may miss the message */
	ar_store_release(&c->ready, true);
}

static bool is_ready(struct channel *c)
{
	/* acquire: pairs with the release in send() */
	return ar_load_acquire(&c->ready);
}

/* Once only, after is_ready() has said so. */
static const char *receive(struct channel *c)
{
	return c->message;
}

static void *sender(void *arg)
{
	send(arg, "hello");
	return NULL;
}

int main(void)
{
	static struct channel c;
	pthread_t thread;

	if (pthread_create(&thread, NULL, sender, &c))
		return 1;
#ifdef TWO_SENDERS
	send(&c, "me too");
#endif
	while (!is_ready(&c))
		ar_spin_hint();
	printf("%s\n", receive(&c));
	pthread_join(thread, NULL);
	return 0;
}
