#include "peer.h"

#include <acqrel/channel.h>
#include <acqrel/oneshot.h>
#include <acqrel/select.h>
#include <acqrel/spsc.h>

#include <stdlib.h>

typedef ar_channel(struct message8) channel_message8;
typedef ar_channel(struct message64) channel_message64;
typedef ar_spsc(struct message8) spsc_message8;
typedef ar_spsc(struct message64) spsc_message64;
typedef ar_oneshot(struct message8) oneshot;

#define MAKE(kind, message)                                                                 \
	static kind##_##message *new_##kind##_##message(const struct load *l)               \
	{                                                                                   \
		kind##_##message *c = aligned_alloc(_Alignof(kind##_##message), sizeof *c); \
                                                                                            \
		if (!c || ar_##kind##_init(c, l->capacity, NULL, NULL))                     \
			abort();                                                            \
		return c;                                                                   \
	}                                                                                   \
	static void delete_##kind##_##message(kind##_##message *c)                          \
	{                                                                                   \
		ar_##kind##_destroy(c);                                                     \
		free(c);                                                                    \
	}
MAKE(channel, message8)
MAKE(channel, message64)
MAKE(spsc, message8)
MAKE(spsc, message64)

#define OF_(name, message) name##_##message
#define OF(name, message)  OF_(name, message)

#define PEER              ours_spsc
#define NAME              "ar_spsc"
#define FAMILIES          SPSC
#define QUEUE             OF(spsc, MESSAGE)
#define NEW(l)            OF(new_spsc, MESSAGE)(l)
#define DELETE(q)         OF(delete_spsc, MESSAGE)(q)
#define SEND(q, m)        ar_spsc_send(q, m)
#define RECEIVE(q, m)     ar_spsc_receive(q, m)
#define TRY_SEND(q, m)    (ar_spsc_try_send(q, m) == 0)
#define TRY_RECEIVE(q, m) (ar_spsc_try_receive(q, m) == 0)
#define MOST_SENDERS      1
#define MOST_RECEIVERS    1
#include "sizes.h"

#define PEER              ours
#define NAME              "ar_channel"
#define FAMILIES          SPSC | BOUNDED | UNBOUNDED | RENDEZVOUS
#define QUEUE             OF(channel, MESSAGE)
#define NEW(l)            OF(new_channel, MESSAGE)(l)
#define DELETE(q)         OF(delete_channel, MESSAGE)(q)
#define SEND(q, m)        ar_channel_send(q, m)
#define RECEIVE(q, m)     ar_channel_receive(q, m)
#define TRY_SEND(q, m)    (ar_channel_try_send(q, m) == 0)
#define TRY_RECEIVE(q, m) (ar_channel_try_receive(q, m) == 0)
#include "sizes.h"

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

/* One sender goes round several channels, the receiver selects. */
#define SELECT_FROM(message)                                                                         \
	static channel_##message *selected_##message[8];                                             \
                                                                                                     \
	static void prepare_select_##message(const struct load *l)                                   \
	{                                                                                            \
		for (int i = 0; i < l->channels; i++)                                                \
			selected_##message[i] = new_channel_##message(l);                            \
	}                                                                                            \
                                                                                                     \
	static void clean_up_select_##message(const struct load *l)                                  \
	{                                                                                            \
		for (int i = 0; i < l->channels; i++)                                                \
			delete_channel_##message(selected_##message[i]);                             \
	}                                                                                            \
                                                                                                     \
	static void send_round_##message(const struct load *l, int self)                             \
	{                                                                                            \
		(void)self;                                                                          \
		for (uint64_t i = 0; i < (uint64_t)l->messages; i++)                                 \
			ar_channel_send(selected_##message[i % (unsigned)l->channels],               \
			                ours_##message##_numbered(i));                               \
	}                                                                                            \
                                                                                                     \
	static uint64_t select_##message(const struct load *l, int self)                             \
	{                                                                                            \
		channel_##message **c = selected_##message;                                          \
		struct message m;                                                                    \
		uint64_t sum = 0;                                                                    \
                                                                                                     \
		(void)self;                                                                          \
		for (long i = l->messages; i > 0; i--) {                                             \
			if (l->channels == 2)                                                        \
				ar_select(AR_NEVER, ar_receiving(c[0], &m), ar_receiving(c[1], &m)); \
			else                                                                         \
				ar_select(AR_NEVER, ar_receiving(c[0], &m), ar_receiving(c[1], &m),  \
				          ar_receiving(c[2], &m), ar_receiving(c[3], &m),            \
				          ar_receiving(c[4], &m), ar_receiving(c[5], &m),            \
				          ar_receiving(c[6], &m), ar_receiving(c[7], &m));           \
			sum += ours_##message##_number(&m);                                          \
		}                                                                                    \
		return sum;                                                                          \
	}                                                                                            \
                                                                                                     \
	__attribute__((constructor)) static void add_select_##message(void)                          \
	{                                                                                            \
		static const struct peer p = {SELECT,                                                \
		                              BLOCKING,                                              \
		                              "ar_select",                                           \
		                              sizeof(struct message),                                \
		                              1,                                                     \
		                              1,                                                     \
		                              prepare_select_##message,                              \
		                              send_round_##message,                                  \
		                              select_##message,                                      \
		                              NULL,                                                  \
		                              clean_up_select_##message};                            \
		add_peer(&p);                                                                        \
	}
SELECT_FROM(message8)
SELECT_FROM(message64)
