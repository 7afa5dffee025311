/*
 * <acqrel/channel.h>: messages of any size and alignment come out as they went in, whatever the capacity;
 * those that are left are dropped, memory comes from the allocator that was given; each() is a loop like any
 * other. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/channel.h>
#include <acqrel/check.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct three {
	unsigned char bytes[3];
};
struct large {
	unsigned char bytes[200];
};
struct aligned {
	AR_ALIGNAS_(256) unsigned char bytes[256];
};

static long blocks, dropped;

static void *allocate(void *context, size_t size, size_t alignment)
{
	assert(context == &blocks && size && (alignment & (alignment - 1)) == 0);
	blocks++;
	return aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}

static void release(void *context, void *memory, size_t size, size_t alignment)
{
	(void)size, (void)alignment;
	--*(long *)context;
	free(memory);
}

static const ar_allocator counting = {allocate, release, &blocks};

static void drop(void *message)
{
	/* Messages are where their type wants them. */
	assert(*(unsigned char *)message == 9);
	dropped++;
}

/* So many messages of a type go through; one is left. */
#define GO_THROUGH(T, capacity, count)                                                      \
	do {                                                                                \
		typedef ar_channel(T) channel;                                              \
		channel c;                                                                  \
		T in, out;                                                                  \
		assert(ar_channel_init(&c, capacity, drop, &counting) == 0);                \
		for (int i = 0; i < (count); i++) {                                         \
			memset(&in, i, sizeof in);                                          \
			assert(ar_channel_send(&c, in) == 0 && ar_channel_length(&c) == 1); \
			memset(&out, 255, sizeof out);                                      \
			assert(ar_channel_receive(&c, &out) == 0);                          \
			assert(memcmp(&in, &out, sizeof in) == 0);                          \
		}                                                                           \
		assert(ar_channel_try_receive(&c, &out) == EAGAIN);                         \
		memset(&in, 9, sizeof in);                                                  \
		assert(ar_channel_send(&c, in) == 0);                                       \
		ar_channel_destroy(&c);                                                     \
		assert(dropped == 1 && blocks == 0);                                        \
		dropped = 0;                                                                \
	} while (0)

static void each(size_t capacity)
{
	typedef ar_channel(int) channel;
	channel numbers;
	int seen = 0;

	assert(ar_channel_init(&numbers, capacity, NULL, NULL) == 0);
	for (int i = 0; i < 4; i++)
		assert(ar_channel_send(&numbers, i) == 0);
	ar_channel_each(&numbers, n) {
		if (n == 0)
			continue;
		assert(n == 1);
		break;
	}
	assert(ar_channel_length(&numbers) == 2);
	assert(ar_channel_close(&numbers) && !ar_channel_close(&numbers) && ar_channel_is_closed(&numbers));
	assert(ar_channel_send(&numbers, 7) == EPIPE && ar_channel_try_send(&numbers, 7) == EPIPE);
	channel *next = &numbers;
	ar_channel_each(next++, n)
		seen = seen * 10 + n;
	assert(seen == 23 && next == &numbers + 1);
	ar_channel_destroy(&numbers);
}

int main(void)
{
	int laps = AR_ITERATIONS(100, 3); /* natively, several blocks of a list */

	GO_THROUGH(unsigned char, 1, laps);
	GO_THROUGH(struct three, 2, laps);
	GO_THROUGH(struct large, 3, laps);
	GO_THROUGH(struct aligned, 4, laps);
	GO_THROUGH(unsigned char, AR_UNBOUNDED, laps);
	GO_THROUGH(struct three, AR_UNBOUNDED, laps);
	GO_THROUGH(struct large, AR_UNBOUNDED, laps);
	GO_THROUGH(struct aligned, AR_UNBOUNDED, laps);
	each(4);
	each(AR_UNBOUNDED);
	return 0;
}
