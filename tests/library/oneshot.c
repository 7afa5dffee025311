/*
 * <acqrel/oneshot.h>: a message that owns memory goes from one thread to another: received, or dropped, or
 * still the sender's, and the channel is freed. PART says how the two sides end. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/oneshot.h>

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

struct message {
	int *owned; /* plain */
	int number;
};
typedef ar_oneshot(struct message) channel;

static void message_drop(void *value)
{
	struct message *m = (struct message *)value;

	assert(*m->owned == 5 && m->number == 6);
	free(m->owned);
}

static struct message message_new(void)
{
	struct message m = {(int *)malloc(sizeof(int)), 6};

	assert(m.owned);
	*m.owned = 5;
	return m;
}

static void *sender(void *arg)
{
	channel *c = (channel *)arg;
	struct message m = message_new();

	if (!ar_oneshot_send(c, m))
		message_drop(&m);
	return NULL;
}

static void *no_sender(void *arg)
{
	channel *c = (channel *)arg;

	ar_oneshot_drop_sender(c);
	return NULL;
}

static void receive(channel *c)
{
	struct message m;

	assert(ar_oneshot_receive(c, &m));
	message_drop(&m);
}

static void receive_borrowed(void *(*other)(void *))
{
	channel c;
	pthread_t thread;

	ar_oneshot_init(&c, message_drop);
	pthread_create(&thread, NULL, other, &c);
	receive(&c);
	pthread_join(thread, NULL);
}

/* As it is without knowing the other side: whoever ends last frees the channel. */
static void receive_owned(void *(*other)(void *))
{
	channel *c = ar_oneshot_new(channel, message_drop, NULL);
	pthread_t thread;

	assert(c);
	pthread_create(&thread, NULL, other, c);
	receive(c);
	pthread_join(thread, NULL);
}

static void drop_receiver(void *(*other)(void *))
{
	channel *c = ar_oneshot_new(channel, message_drop, NULL);
	pthread_t thread;

	assert(c);
	pthread_create(&thread, NULL, other, c);
	ar_oneshot_drop_receiver(c);
	pthread_join(thread, NULL);
}

static void try_and_drop(void *(*other)(void *))
{
	channel *c = ar_oneshot_new(channel, message_drop, NULL);
	struct message m;
	pthread_t thread;

	assert(c);
	pthread_create(&thread, NULL, other, c);
	if (ar_oneshot_try_receive(c, &m))
		message_drop(&m);
	else
		ar_oneshot_drop_receiver(c);
	pthread_join(thread, NULL);
}

static void receive_in_time(void *(*other)(void *))
{
	channel *c = ar_oneshot_new(channel, message_drop, NULL);
	struct message m;
	pthread_t thread;

	assert(c);
	pthread_create(&thread, NULL, other, c);
	if (ar_oneshot_receive_until(c, &m, ar_after(AR_MILLISECOND)))
		message_drop(&m);
	else
		ar_oneshot_drop_receiver(c);
	pthread_join(thread, NULL);
}

static void nobody_sends(void)
{
	channel *c = ar_oneshot_new(channel, message_drop, NULL);
	struct message m;
	pthread_t thread;

	assert(c);
	pthread_create(&thread, NULL, no_sender, c);
	assert(!ar_oneshot_receive(c, &m) && ar_oneshot_is_closed(c));
	ar_oneshot_drop_receiver(c);
	pthread_join(thread, NULL);
}

int main(void)
{
	for (int i = 0; i < AR_ITERATIONS(2000, 1); i++) {
#if !defined(PART) || PART == 1
		receive_borrowed(sender);
#endif
#if !defined(PART) || PART == 2
		receive_owned(sender);
#endif
#if !defined(PART) || PART == 3
		drop_receiver(sender);
		drop_receiver(no_sender);
#endif
#if !defined(PART) || PART == 4
		try_and_drop(sender);
		try_and_drop(no_sender);
#endif
#if !defined(PART) || PART == 5
		receive_in_time(sender);
#endif
#if !defined(PART) || PART == 6
		nobody_sends();
#endif
	}
	return 0;
}
