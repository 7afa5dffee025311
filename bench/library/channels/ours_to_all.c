#include "peer.h"

#include <acqrel/broadcast.h>
#include <acqrel/watch.h>

#include <stdlib.h>

typedef ar_broadcast(struct message8) broadcast_message8;
typedef ar_broadcast(struct message64) broadcast_message64;
typedef ar_watch(struct message8) watch_message8;
typedef ar_watch(struct message64) watch_message64;

#define MAKE(message)                                                                             \
	static broadcast_##message *new_##message(const struct load *l)                           \
	{                                                                                         \
		broadcast_##message *b = aligned_alloc(_Alignof(broadcast_##message), sizeof *b); \
                                                                                                  \
		if (!b || ar_broadcast_init(b, l->capacity, NULL, NULL, NULL))                    \
			abort();                                                                  \
		return b;                                                                         \
	}                                                                                         \
	static void delete_##message(broadcast_##message *b)                                      \
	{                                                                                         \
		ar_broadcast_destroy(b);                                                          \
		free(b);                                                                          \
	}
MAKE(message8)
MAKE(message64)

#define OF_(name, message) name##_##message
#define OF(name, message)  OF_(name, message)

#define PEER             ours_broadcast
#define NAME             "ar_broadcast"
#define QUEUE            OF(broadcast, MESSAGE)
#define NEW(l)           OF(new, MESSAGE)(l)
#define DELETE(q)        OF(delete, MESSAGE)(q)
#define RECEIVER         ar_broadcast_receiver
#define SUBSCRIBE(q)     ar_broadcast_subscribe(q)
#define SEND(q, m)       ar_broadcast_send(q, m)
#define RECEIVE(q, r, m) (ar_broadcast_receive(q, r, m) == 0)
#define LOOPS            "broadcasts.h"
#include "both_sizes.h"

#define PEER                 ours_watch
#define NAME                 "ar_watch"
#define WATCH                OF(watch, MESSAGE)
#define NEW(w)               ((void)(w))
#define DELETE(w)            ar_watch_destroy(w)
#define RECEIVER             ar_watch_receiver
#define SUBSCRIBE(w)         ar_watch_subscribe(w)
#define SEND(w, m)           ar_watch_send(w, m)
#define RECEIVE(w, r, m)     ar_watch_receive(w, r, m)
#define TRY_RECEIVE(w, r, m) (ar_watch_try_receive(w, r, m) == 0)
#define GET(w, m)            ar_watch_get(w, m)
#define LOOPS                "watches.h"
#include "both_sizes.h"
