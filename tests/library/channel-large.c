/*
 * <acqrel/channel.h>: messages of any size and alignment go from one thread to another where there is no
 * room: those that fit into the cell, just do not, or have to lie at other addresses. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/channel.h>
#include <acqrel/check.h>

#include <assert.h>
#include <pthread.h>
#include <string.h>

#define COUNT AR_ITERATIONS(2000, 1)

/* MESSAGE(name, size, alignment): pass_name() passes COUNT messages of that type. */
#define MESSAGE(name, size, alignment)                             \
	struct name {                                              \
		AR_ALIGNAS_(alignment) unsigned char bytes[size];  \
	};                                                         \
	typedef ar_channel(struct name) name##_channel;            \
                                                                   \
	static void *send_##name(void *arg)                        \
	{                                                          \
		name##_channel *c = (name##_channel *)arg;         \
                                                                   \
		for (int i = 0; i < COUNT; i++) {                  \
			struct name in;                            \
			memset(&in, i % 251 + 1, sizeof in);       \
			assert(ar_channel_send(c, in) == 0);       \
		}                                                  \
		return arg;                                        \
	}                                                          \
                                                                   \
	static void pass_##name(void)                              \
	{                                                          \
		name##_channel c;                                  \
		pthread_t sender;                                  \
                                                                   \
		assert(ar_channel_init(&c, 0, NULL, NULL) == 0);   \
		pthread_create(&sender, NULL, send_##name, &c);    \
		for (int i = 0; i < COUNT; i++) {                  \
			struct name in, out;                       \
			memset(&in, i % 251 + 1, sizeof in);       \
			memset(&out, 255, sizeof out);             \
			assert(ar_channel_receive(&c, &out) == 0); \
			assert(memcmp(&in, &out, sizeof in) == 0); \
		}                                                  \
		pthread_join(sender, NULL);                        \
		ar_channel_destroy(&c);                            \
	}

MESSAGE(tiny, 1, 1)
MESSAGE(line, 64, 8)
MESSAGE(cell, AR_CHANNEL_CELL_, 1)
MESSAGE(large, AR_CHANNEL_CELL_ + 1, 1)
MESSAGE(page, 4096, 16)
MESSAGE(pair, 32, 16)
MESSAGE(aligned, 256, 256)
MESSAGE(small_but_aligned, 64, 64)

/* 0: all */
#ifndef PART
#define PART 0
#endif

int main(void)
{
	void (*const parts[])(void) = {pass_tiny, pass_line, pass_cell,    pass_large,
	                               pass_page, pass_pair, pass_aligned, pass_small_but_aligned};
	int count = (int)(sizeof parts / sizeof *parts);

	for (int i = 0; i < count; i++)
		if (PART == 0 || PART == i + 1)
			parts[i]();
	return 0;
}
