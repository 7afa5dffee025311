/*
 * <acqrel/oneshot.h>, borrowed. S: send; g: drop the sender's side; V: receive; D: until a time; P: until
 * one that has passed; t: try to; x: drop the receiver's side; c: has the sender's side ended without a
 * message; u: is a message unwanted; X: select to receive it; T: try to; Y: until a time. Results: of
 * sending, whether; of receiving, likewise; of selecting, 1: received, 2: there is no message, 0: neither.
 *
 * client: wS,Vr
 * client: wS,tr
 * client: wS,DtR
 * client: wS,P
 * client: wg,VR
 * client: wgF,cGr
 * client: wSF,tGr
 * client: wSF,cGr
 * client: S,wx
 * client: g,wx
 * client: uS,x
 * client: Su,V
 * client: wx,SR
 * client: wx,ur
 * client: wg,cr
 * client: wx,uR
 * client: wxF,uGr
 * client: S,cV
 * client: S,ct
 * client: g,cVc
 * client: SS,V
 * client: Sg,V
 * client: gS,V
 * client: S,VV
 * client: S,Vt
 * client: S,Vx
 * client: S,tt
 * client: g,Vx
 * client: F,V
 * client: wS,Xr
 * client: wg,Xr
 * client: S,Tt
 * client: wS,Yr
 * client: g,YR
 * client: S,XX
 * client: S,DX
 * client: g,XX
 * client: F,X
 * client: wSF,YGr
 * client: wS,TX
 * client: S,xX
 * client: S,S,V
 * client: S,V,V
 * client: S,X,t
 * client: wS,Vr,u
 *
 * only specified: S,S,V: two threads on one side at a time are a data race, and not always misuse
 * only specified: S,V,V: two threads on one side at a time are a data race, and not always misuse
 * only specified: S,X,t: two threads on one side at a time are a data race, and not always misuse
 * mutant: wg,cr: oneshot.c: src/specifications/oneshot.h: /oneshot_looks =/s/AR_MODEL_ORDERS_NOTHING/2/
 * mutant: S,t: oneshot.c: src/specifications/oneshot.h: /.tries =/s/oneshot_look/oneshot_await/
 * mutant: D,S: oneshot.c: src/specifications/waiting.h: s/limit == AR_MODEL_TOO_LATE/false/
 * mutant: wS,Vr: oneshot.c: src/specifications/oneshot.h: s/, AR_MODEL_ACQUIRES_AND_RELEASES/, 2/
 */
#define VALUES 3
#define BEGINS
#include <acqrel/oneshot.h>
#include <acqrel/select.h>

#include "clients.h"

typedef ar_oneshot(unsigned) channel;

static channel borrowed, *ch = &borrowed;

static void begin(void)
{
#ifdef OWNED
	ch = ar_oneshot_new(channel, NULL, NULL);
	if (!ch)
		abort();
#endif
}

static void selected(struct client *c, ar_selected got)
{
	result(c, got.which == AR_NONE ? 0 : got.error ? 2 : 1);
}

static void perform(struct client *c, char operation)
{
	unsigned message;

	switch (operation) {
	case 'S':
		result(c, ar_oneshot_send(ch, 1));
		break;
	case 'g':
		ar_oneshot_drop_sender(ch);
		break;
	case 'V':
		result(c, ar_oneshot_receive(ch, &message));
		break;
	case 'D':
		result(c, ar_oneshot_receive_until(ch, &message, ar_after(AR_SECOND)));
		break;
	case 'P':
		result(c, ar_oneshot_receive_until(ch, &message, 1));
		break;
	case 't':
		result(c, ar_oneshot_try_receive(ch, &message));
		break;
	case 'x':
		ar_oneshot_drop_receiver(ch);
		break;
	case 'c':
		result(c, ar_oneshot_is_closed(ch));
		break;
	case 'u':
		result(c, ar_oneshot_is_unwanted(ch));
		break;
	case 'X':
		selected(c, ar_select(AR_NEVER, ar_oneshot_receiving(ch, &message)));
		break;
	case 'T':
		selected(c, ar_try_select(ar_oneshot_receiving(ch, &message)));
		break;
	case 'Y':
		selected(c, ar_select(ar_after(AR_SECOND), ar_oneshot_receiving(ch, &message)));
		break;
	default:
		abort();
	}
}
