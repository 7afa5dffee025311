#include "peer.h"

#include <acqrel/channel.h>

#include <stdlib.h>

typedef ar_channel(struct message8) channel_message8;
typedef ar_channel(struct message64) channel_message64;

#define MAKE(message)                                                                                          \
	static channel_##message *new_##message(const struct load *l)                                          \
	{                                                                                                      \
		channel_##message *c = aligned_alloc(_Alignof(channel_##message), sizeof *c);                  \
                                                                                                               \
		if (!c || ar_channel_init(c, l->capacity, NULL, NULL))                                         \
			abort();                                                                               \
		return c;                                                                                      \
	}                                                                                                      \
	static void delete_##message(channel_##message *c)                                                     \
	{                                                                                                      \
		ar_channel_destroy(c);                                                                         \
		free(c);                                                                                       \
	}
MAKE(message8)
MAKE(message64)

#define OF_(name, message) name##_##message
#define OF(name, message)  OF_(name, message)

#define PEER              ours
#define NAME              "ar_channel"
#define FAMILIES          SPSC | BOUNDED | UNBOUNDED | RENDEZVOUS
#define QUEUE             OF(channel, MESSAGE)
#define NEW(l)            OF(new, MESSAGE)(l)
#define DELETE(q)         OF(delete, MESSAGE)(q)
#define SEND(q, m)        ar_channel_send(q, m)
#define RECEIVE(q, m)     ar_channel_receive(q, m)
#define TRY_SEND(q, m)    (ar_channel_try_send(q, m) == 0)
#define TRY_RECEIVE(q, m) (ar_channel_try_receive(q, m) == 0)
#include "sizes.h"

#include <acqrel/oneshot.h>

typedef ar_oneshot(struct message8) oneshot;

#define PEER          ours_oneshot
#define NAME          "ar_oneshot"
#define ONESHOT       oneshot
#define NEW(o)        ar_oneshot_init(o, NULL)
#define DELETE(o)     ((void)(o))
#define SEND(o, m)    ar_oneshot_send(o, m)
#define RECEIVE(o, m) ar_oneshot_receive(o, m)
#include "oneshots.h"

#define PEER          ours_owned_oneshot
#define NAME          "ar_oneshot, owned"
#define ONESHOT       oneshot *
#define NEW(o)        (*(o) = ar_oneshot_new(oneshot, NULL, NULL))
#define DELETE(o)     ((void)(o)) /* the receiver has freed it */
#define SEND(o, m)    ar_oneshot_send(*(o), m)
#define RECEIVE(o, m) ar_oneshot_receive(*(o), m)
#include "oneshots.h"
