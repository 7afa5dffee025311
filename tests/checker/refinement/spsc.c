/*
 * <acqrel/spsc.h>, with room for one. S: send; T: try to; D: until a time; P: until one that has passed;
 * V: receive; t: try to; d: until a time; p: until one that has passed; e: reserve and commit; k: peek and
 * release; n: how many can be peeked at without waiting; c: close; l: length; i: is it closed; m: commit
 * too much. Results: of sending and closing, whether; of receiving, how many messages were received before
 * and with it, or 0.
 *
 * client: wS,Vr
 * client: wSF,tGr
 * client: S,tt
 * client: S,lt
 * client: SS,V
 * client: T,t
 * client: TT,V
 * client: VwF,SSGr
 * client: VwF,STGr
 * client: c,Vi
 * client: c,Si
 * client: c,it
 * client: wc,VR
 * client: wcF,iGr
 * client: wc,ir
 * client: wcF,tGR
 * client: cV,S
 * client: Sc,V
 * client: Tc,tt
 * client: S,d
 * client: S,p
 * client: SD,V
 * client: SP,V
 * client: c,d
 * client: e,k
 * client: e,n
 * client: ee,V
 * client: S,n
 * client: m,V
 * client: V,V
 * client: F,V
 * client: S,S
 * large: SS,VV
 * large: Sc,VV
 * large: SS,Vc
 * large: DV,d
 * part: SS,tVt
 * part: S,V,c
 * part: D,d,c
 * part: wS,Vr,c
 * part: S,t,l
 * part: wS,S,V
 * part: wc,VR,S
 * part: SS,V,i
 *
 * mutant: wS,Vr: spsc.c: src/specifications/spsc.h: /link_adds =/s/AR_MODEL_RELEASES/0/
 * mutant: S,t: spsc.c: src/specifications/spsc.h: /.tries =/s/link_look/link_await/
 * mutant: wc,ir: spsc.c: src/specifications/spsc.h: /spsc_looks =/s/AR_MODEL_ORDERS_NOTHING/2/
 * mutant: c,V: spsc.c: src/spsc.c: s/spsc_mark_end(&c->tail);//
 */
#define VALUES 3
#define BEGINS
#include <acqrel/spsc.h>

#include "clients.h"

#ifndef CAPACITY
#define CAPACITY 1
#endif

typedef ar_spsc(unsigned) ring;

static ring r;
static unsigned sent, received; /* each side's own */

static void begin(void)
{
	if (ar_spsc_init(&r, CAPACITY, NULL, NULL))
		abort();
}

static void send(struct client *c, int error)
{
	sent += !error;
	result(c, !error);
}

static void receive(struct client *c, unsigned message, int error)
{
	if (error == 0 && message != ++received)
		abort();
	result(c, error ? 0 : received);
}

static void perform(struct client *c, char operation)
{
	unsigned message = 0, *first;
	size_t n = 0;
	int error;

	switch (operation) {
	case 'S':
		send(c, ar_spsc_send(&r, sent + 1));
		break;
	case 'T':
		send(c, ar_spsc_try_send(&r, sent + 1));
		break;
	case 'D':
		send(c, ar_spsc_send_until(&r, ar_after(AR_SECOND), sent + 1));
		break;
	case 'P':
		send(c, ar_spsc_send_until(&r, 1, sent + 1));
		break;
	case 'V':
		error = ar_spsc_receive(&r, &message);
		receive(c, message, error);
		break;
	case 't':
		error = ar_spsc_try_receive(&r, &message);
		receive(c, message, error);
		break;
	case 'd':
		error = ar_spsc_receive_until(&r, &message, ar_after(AR_SECOND));
		receive(c, message, error);
		break;
	case 'p':
		error = ar_spsc_receive_until(&r, &message, 1);
		receive(c, message, error);
		break;
	case 'e':
		error = ar_spsc_reserve(&r, &first, &n);
		if (error == 0) {
			*first = sent + 1;
			ar_spsc_commit(&r, 1);
		}
		send(c, error);
		break;
	case 'k':
		error = ar_spsc_peek(&r, &first, &n);
		if (error == 0) {
			message = *first;
			ar_spsc_release(&r, 1);
		}
		receive(c, message, error);
		break;
	case 'n':
		error = ar_spsc_try_peek(&r, &first, &n);
		result(c, error ? 0 : (unsigned)n);
		break;
	case 'm':
		ar_spsc_commit(&r, 3);
		break;
	case 'c':
		result(c, ar_spsc_close(&r));
		break;
	case 'l':
		result(c, (unsigned)ar_spsc_length(&r));
		break;
	case 'i':
		result(c, ar_spsc_is_closed(&r));
		break;
	default:
		abort();
	}
}
