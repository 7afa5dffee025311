/*
 * <acqrel/channel.h>: a channel works wherever malloc or an array may put it, also with messages that are
 * more strictly aligned than itself. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/channel.h>

#include <assert.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

#ifdef __cplusplus
#define ALIGNOF(T) alignof(T)
#else
#define ALIGNOF(T) _Alignof(T)
#endif

struct wide {
	AR_ALIGNAS_(32) int n;
};
typedef ar_channel(struct wide) channel;

static_assert(ALIGNOF(channel) <= ALIGNOF(max_align_t), "malloc's memory is good enough for a channel");

static size_t misplaced;

static void *send(void *c)
{
	struct wide message;

	message.n = 7;
	assert(ar_channel_send((channel *)c, message) == 0);
	return NULL;
}

/* What is left in a channel is dropped in its place. */
static void drop(void *message)
{
	misplaced += (uintptr_t)message % ALIGNOF(struct wide) != 0;
}

static void meet(channel *c)
{
	pthread_t thread;
	struct wide message;

	assert(ar_channel_init(c, 0, drop, NULL) == 0);
	if (c->core_.slots)
		drop(c->core_.slots);
	pthread_create(&thread, NULL, send, c);
	assert(ar_channel_receive(c, &message) == 0 && message.n == 7);
	pthread_join(thread, NULL);
	ar_channel_destroy(c);
}

static void leave(channel *c, size_t capacity)
{
	assert(ar_channel_init(c, capacity, drop, NULL) == 0);
	send(c);
	assert(ar_channel_length(c) == 1);
	ar_channel_destroy(c);
}

int main(void)
{
	char *memory = (char *)malloc(sizeof(channel) + 64);

	assert(memory);
	for (size_t at = 0; at < 64; at += ALIGNOF(channel)) {
		meet((channel *)(void *)(memory + at));
		leave((channel *)(void *)(memory + at), 1);
		leave((channel *)(void *)(memory + at), AR_UNBOUNDED);
	}
	assert(misplaced == 0);
	free(memory);
	return 0;
}
