/*
 * Concurrency Kit's rings: the memory is the caller's, nobody sleeps. They hold one message less than they
 * have slots, a power of two, so they get the next larger one.
 */
#include "peer.h"

#include <ck_ring.h>
#include <stdlib.h>

CK_RING_PROTOTYPE(message8, message8)
CK_RING_PROTOTYPE(message64, message64)

#define MAKE(message)                                                                               \
	struct ring_##message {                                                                     \
		ck_ring_t ring;                                                                     \
		_Alignas(64) struct message slots[];                                                \
	};                                                                                          \
                                                                                                    \
	static struct ring_##message *new_##message(const struct load *l)                           \
	{                                                                                           \
		unsigned slots = 2;                                                                 \
                                                                                                    \
		while (slots < l->capacity + 1)                                                     \
			slots *= 2;                                                                 \
		struct ring_##message *r =                                                          \
			aligned_alloc(64, (sizeof *r + slots * sizeof r->slots[0] + 63) / 64 * 64); \
		if (!r)                                                                             \
			abort();                                                                    \
		ck_ring_init(&r->ring, slots);                                                      \
		return r;                                                                           \
	}                                                                                           \
                                                                                                    \
	static bool try_send_##message(struct ring_##message *r, struct message m)                  \
	{                                                                                           \
		return CK_RING_ENQUEUE_MPMC(message, &r->ring, r->slots, &m);                       \
	}                                                                                           \
                                                                                                    \
	static bool try_receive_##message(struct ring_##message *r, struct message *m)              \
	{                                                                                           \
		return CK_RING_DEQUEUE_MPMC(message, &r->ring, r->slots, m);                        \
	}                                                                                           \
                                                                                                    \
	static bool try_send_alone_##message(struct ring_##message *r, struct message m)            \
	{                                                                                           \
		return CK_RING_ENQUEUE_SPSC(message, &r->ring, r->slots, &m);                       \
	}                                                                                           \
                                                                                                    \
	static bool try_receive_alone_##message(struct ring_##message *r, struct message *m)        \
	{                                                                                           \
		return CK_RING_DEQUEUE_SPSC(message, &r->ring, r->slots, m);                        \
	}
MAKE(message8)
MAKE(message64)

#define OF_(name, message) name##_##message
#define OF(name, message)  OF_(name, message)

/*
 * With more threads than processors, one that is stopped between the two steps of taking a slot holds up all
 * others, which spin: a run of four and four takes minutes.
 */
#define PEER              ck_mpmc
#define NAME              "ck_ring, mpmc"
#define FAMILIES          BOUNDED
#define QUEUE             struct OF(ring, MESSAGE)
#define NEW(l)            OF(new, MESSAGE)(l)
#define DELETE(q)         free(q)
#define TRY_SEND(q, m)    OF(try_send, MESSAGE)(q, m)
#define TRY_RECEIVE(q, m) OF(try_receive, MESSAGE)(q, m)
#define MOST_SENDERS      2
#define MOST_RECEIVERS    2
#include "sizes.h"

#define PEER              ck_spsc
#define NAME              "ck_ring, spsc"
#define FAMILIES          SPSC
#define QUEUE             struct OF(ring, MESSAGE)
#define NEW(l)            OF(new, MESSAGE)(l)
#define DELETE(q)         free(q)
#define TRY_SEND(q, m)    OF(try_send_alone, MESSAGE)(q, m)
#define TRY_RECEIVE(q, m) OF(try_receive_alone, MESSAGE)(q, m)
#define MOST_SENDERS      1
#define MOST_RECEIVERS    1
#include "sizes.h"
