/*
 * Not a queue, but what any exchange between two processors costs at least, so that one sees how far from it
 * the others are: a message between two words that say whose turn it is, in one line of memory, or two if it
 * is of 64 bytes. Who waits looks again after pauses of changing length: always the same one was up to twice
 * as slow at times, and never faster. Always slower were, measured in turn with this: a line for each
 * direction, lines that take turns and are fetched for writing beforehand, looks that fetch the line for
 * writing, a single word for two lines.
 */
#include "peer.h"

#include <stdatomic.h>

static void pause_before_look(unsigned *looks, unsigned *failures)
{
	for (unsigned pauses = 1 + (*looks)++ % 4; pauses > 0; pauses--)
		before_trying_again(failures);
}

#define EXCHANGE(bytes)                                                                               \
	static struct {                                                                               \
		_Alignas(128) _Atomic uint64_t turn; /* even: who sends; odd: who receives */         \
		struct message##bytes message;                                                        \
		_Atomic uint64_t sent; /* what the sender has put into the other word */              \
	} exchange##bytes;                                                                            \
                                                                                                      \
	static void prepare##bytes(const struct load *l)                                              \
	{                                                                                             \
		(void)l;                                                                              \
		exchange##bytes.turn = 0;                                                             \
		exchange##bytes.sent = 0;                                                             \
	}                                                                                             \
                                                                                                      \
	static void send##bytes(const struct load *l, int self)                                       \
	{                                                                                             \
		uint64_t end = 2 * (uint64_t)l->messages;                                             \
                                                                                                      \
		(void)self;                                                                           \
		for (uint64_t turn = 0; turn < end; turn += 2) {                                      \
			unsigned looks = 0, failures = 0;                                             \
			for (size_t w = 0; w < bytes / 8; w++)                                        \
				exchange##bytes.message.words[w] = turn / 2;                          \
			atomic_store_explicit(&exchange##bytes.sent, turn + 1, memory_order_release); \
			atomic_store_explicit(&exchange##bytes.turn, turn + 1, memory_order_release); \
			while (atomic_load_explicit(&exchange##bytes.turn, memory_order_acquire) !=   \
			       turn + 2)                                                              \
				pause_before_look(&looks, &failures);                                 \
		}                                                                                     \
	}                                                                                             \
                                                                                                      \
	/* Both lines at once: to wait for one and then for the other takes half as long again. */    \
	static bool is_sent##bytes(uint64_t turn)                                                     \
	{                                                                                             \
		uint64_t before = atomic_load_explicit(&exchange##bytes.turn, memory_order_acquire),  \
			 after = atomic_load_explicit(&exchange##bytes.sent, memory_order_acquire);   \
                                                                                                      \
		return before == turn && after == turn;                                               \
	}                                                                                             \
                                                                                                      \
	static uint64_t receive##bytes(const struct load *l, int self)                                \
	{                                                                                             \
		uint64_t sum = 0, end = 2 * (uint64_t)l->messages;                                    \
                                                                                                      \
		(void)self;                                                                           \
		for (uint64_t turn = 0; turn < end; turn += 2) {                                      \
			unsigned looks = 0, failures = 0;                                             \
			while (!is_sent##bytes(turn + 1))                                             \
				pause_before_look(&looks, &failures);                                 \
			struct message##bytes m = exchange##bytes.message;                            \
			__asm__ volatile("" : : "m"(m));                                              \
			sum += m.words[0];                                                            \
			atomic_store_explicit(&exchange##bytes.turn, turn + 2, memory_order_release); \
		}                                                                                     \
		return sum;                                                                           \
	}                                                                                             \
                                                                                                      \
	__attribute__((constructor)) static void add##bytes(void)                                     \
	{                                                                                             \
		static const struct peer p = {FLOOR,                                                  \
		                              BLOCKING,                                               \
		                              "a cache line to and fro",                              \
		                              bytes,                                                  \
		                              1,                                                      \
		                              1,                                                      \
		                              prepare##bytes,                                         \
		                              send##bytes,                                            \
		                              receive##bytes,                                         \
		                              NULL,                                                   \
		                              prepare##bytes};                                        \
		add_peer(&p);                                                                         \
	}
EXCHANGE(8)
EXCHANGE(64)
