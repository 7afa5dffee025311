/*
 * <acqrel/broadcast.h>, which keeps one message. S: send; N: subscribe anew; V: receive; D: until a time;
 * P: until one that has passed; t: try to; l: how many were lost; c: close; i: is it closed; X: select to
 * receive; T: try to; Y: until a time. Results: of sending and closing, whether; of receiving, whose
 * message it was, from 1 on, 3: messages were lost, or 0; of selecting, 1: received, 3: lost some, 2: it
 * is closed, 0: neither.
 *
 * client: wS,Vr
 * client: wSF,tGr
 * client: S,D
 * client: S,P
 * client: S,tt
 * client: SS,V
 * client: SS,tl
 * client: S,Nt
 * client: c,V
 * client: c,S
 * client: c,Si
 * client: wcF,iGr
 * client: wc,ir
 * client: wcF,VGr
 * client: c,D
 * client: Sc,VV
 * client: c,SV
 * client: wS,Xr
 * client: S,T
 * client: S,Y
 * client: c,X
 * large: SS,XX
 * part: SS,VtV
 * part: S,VV
 * part: wS,wS,Vr
 * part: wS,S,Vr
 * part: wS,S,VVr
 * part: S,S,V
 * part: S,S,VV
 * part: S,V,V
 * part: S,c,V
 * part: S,X,c
 * part: SS,V,V
 * part: wS,S,tr
 *
 * only specified: wcF,VGr: that it is closed promises no order, though now it gives one
 * mutant: wc,ir: broadcast.c: src/specifications/broadcast.h: \
 *	s/broadcast_shut, AR_MODEL_ORDERS_NOTHING/broadcast_shut, 3/; \
 *	/broadcast_looks =/s/AR_MODEL_ORDERS_NOTHING/2/
 * mutant: SS,VV: broadcast.c: src/specifications/broadcast.h: s/ || slot_users(slot) & SLOT_WRITING//
 * mutant: S,t: broadcast.c: src/specifications/broadcast.h: /.tries =/s/broadcast_look/broadcast_await/
 * mutant: SS,V: broadcast.c: src/specifications/broadcast.h: s/ || slot_users(slot))/)/
 * mutant: wS,Vr: broadcast.c: src/specifications/broadcast.h: s/AR_MODEL_ACQUIRES)/0)/
 */
#define VALUES 4
#define BEGINS
#include <acqrel/broadcast.h>
#include <acqrel/select.h>

#include "clients.h"

#ifndef CAPACITY
#define CAPACITY 1
#endif

typedef ar_broadcast(unsigned) broadcast;

static broadcast feed;
static ar_broadcast_receiver receivers[MOST_THREADS];

static void begin(void)
{
	if (ar_broadcast_init(&feed, CAPACITY, NULL, NULL, NULL))
		abort();
}

static void receive(struct client *c, unsigned message, int error)
{
	result(c, error == EOVERFLOW ? 3 : error ? 0 : message);
}

static void selected(struct client *c, ar_selected got)
{
	result(c, got.which == AR_NONE ? 0 : got.error == EOVERFLOW ? 3 : got.error ? 2 : 1);
}

static void perform(struct client *c, char operation)
{
	ar_broadcast_receiver *r = &receivers[c->thread];
	unsigned mine = c->thread % 2 + 1, message = 0;
	int error;

	switch (operation) {
	case 'S':
		result(c, !ar_broadcast_send(&feed, mine));
		break;
	case 'N':
		*r = ar_broadcast_subscribe(&feed);
		break;
	case 'V':
		error = ar_broadcast_receive(&feed, r, &message);
		receive(c, message, error);
		break;
	case 'D':
		error = ar_broadcast_receive_until(&feed, r, &message, ar_after(AR_SECOND));
		receive(c, message, error);
		break;
	case 'P':
		error = ar_broadcast_receive_until(&feed, r, &message, 1);
		receive(c, message, error);
		break;
	case 't':
		error = ar_broadcast_try_receive(&feed, r, &message);
		receive(c, message, error);
		break;
	case 'l':
		result(c, (unsigned)ar_broadcast_lost(r));
		break;
	case 'c':
		result(c, ar_broadcast_close(&feed));
		break;
	case 'i':
		result(c, ar_broadcast_is_closed(&feed));
		break;
	case 'X':
		selected(c, ar_select(AR_NEVER, ar_broadcast_receiving(&feed, r, &message)));
		break;
	case 'T':
		selected(c, ar_try_select(ar_broadcast_receiving(&feed, r, &message)));
		break;
	case 'Y':
		selected(c, ar_select(ar_after(AR_SECOND), ar_broadcast_receiving(&feed, r, &message)));
		break;
	default:
		abort();
	}
}
