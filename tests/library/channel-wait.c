/*
 * <acqrel/channel.h>: one thread waits, asleep or about to be, for what another one does. PART says for what.
 * What it waits for comes with what the other did before. CAPACITY is the channel's. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/channel.h>
#include <acqrel/check.h>

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

/* 0: all */
#ifndef PART
#define PART 0
#endif
#ifndef CAPACITY
#define CAPACITY 1
#endif

typedef ar_channel(int *) channel;

static channel messages;
static int plain; /* written before a message, or room, is given */

static int *message_new(int value)
{
	int *owned = (int *)malloc(sizeof(int));

	assert(owned);
	*owned = value;
	return owned;
}

static void message_free(int *owned, int value)
{
	assert(*owned == value);
	free(owned);
}

static void message_drop(void *message)
{
	free(*(int **)message);
}

static void *send(void *arg)
{
	assert(ar_channel_send(&messages, message_new(2)) == 0);
	return arg;
}

static void *receive(void *arg)
{
	int *owned;

	plain = 3;
	assert(ar_channel_receive(&messages, &owned) == 0);
	message_free(owned, CAPACITY ? 1 : 4);
	return arg;
}

static void *close_it(void *arg)
{
	assert(ar_channel_close(&messages));
	return arg;
}

/* Runs `ours` beside `theirs`, with so many messages in the channel. */
static void run(size_t count, void *(*theirs)(void *), void (*ours)(void))
{
	pthread_t other;

	assert(ar_channel_init(&messages, CAPACITY, message_drop, NULL) == 0);
	for (size_t i = 0; i < count; i++)
		assert(ar_channel_send(&messages, message_new(1)) == 0);
	pthread_create(&other, NULL, theirs, NULL);
	ours();
	pthread_join(other, NULL);
	ar_channel_destroy(&messages);
}

static void wait_for_message(void)
{
	int *owned;

	assert(ar_channel_receive(&messages, &owned) == 0);
	message_free(owned, 2);
}

static void wait_for_room(void)
{
	int *mine = message_new(4);

	assert(ar_channel_send(&messages, mine) == 0);
	assert(plain == 3);
}

static void wait_for_end(void)
{
	int *owned;

	assert(ar_channel_receive(&messages, &owned) == EPIPE);
	assert(ar_channel_is_closed(&messages) && !ar_channel_close(&messages));
}

static void wait_for_no_room(void)
{
	int *mine = message_new(4);

	assert(ar_channel_send(&messages, mine) == EPIPE);
	free(mine);
}

static void wait_a_moment_for_message(void)
{
	int *owned;
	int error = ar_channel_receive_until(&messages, &owned, ar_after(AR_MICROSECOND));

	if (error == ETIMEDOUT)
		assert(ar_channel_receive(&messages, &owned) == 0);
	else
		assert(error == 0);
	message_free(owned, 2);
}

static void wait_a_moment_for_room(void)
{
	int *mine = message_new(4);
	int error = ar_channel_send_until(&messages, ar_after(AR_MICROSECOND), mine);

	assert(error == 0 || error == ETIMEDOUT);
	if (error)
		free(mine);
}

static bool has_part(int part)
{
	return PART == 0 || PART == part;
}

int main(void)
{
	size_t capacity = CAPACITY; /* a variable: where it is a constant, compilers say that it is */
	bool is_bounded = capacity != AR_UNBOUNDED;

	for (int i = AR_ITERATIONS(300, 1); i > 0; i--) {
		if (has_part(1))
			run(0, send, wait_for_message);
		if (has_part(2) && is_bounded)
			run(capacity, receive, wait_for_room);
		if (has_part(3))
			run(0, close_it, wait_for_end);
		if (has_part(4) && is_bounded)
			run(capacity, close_it, wait_for_no_room);
		if (has_part(5))
			run(0, send, wait_a_moment_for_message);
		if (has_part(6) && is_bounded && capacity > 0)
			run(capacity, receive, wait_a_moment_for_room);
	}
	return 0;
}
