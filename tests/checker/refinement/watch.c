/*
 * <acqrel/watch.h>. S: send; u: update; g: get; b: borrow; N: subscribe anew; V: receive; D: until a time;
 * P: until one that has passed; t: try to; W: wait for a new version; y: try to; c: close; i: is it
 * closed; X: select to receive; T: try to; Y: until a time. Results: of sending, waiting and closing,
 * whether; of looking and receiving, the value (0 at first), or 4; of selecting, 1: received, 4: it is
 * closed, 0: neither.
 *
 * client: wS,Vr
 * client: wS,Wr
 * client: wS,gr
 * client: wS,br
 * client: wSF,bGr
 * client: wSF,tGr
 * client: wSF,yGr
 * client: S,D
 * client: S,P
 * client: SS,V
 * client: S,tt
 * client: S,Nt
 * client: wS,NGyr
 * client: c,V
 * client: c,S
 * client: c,SiS
 * client: wcF,VGr
 * client: wc,VR
 * client: wcF,iGr
 * client: wc,ir
 * client: u,V
 * client: S,VV
 * client: c,Wi
 * client: c,D
 * client: S,gW
 * client: wS,Xr
 * client: S,T
 * client: S,Y
 * client: c,X
 * client: S,XX
 * large: Sc,VV
 * part: Sc,XX
 * part: S,S,V
 * part: S,S,g
 * part: S,V,V
 * part: S,c,V
 * part: S,X,X
 * part: S,S,X
 * part: S,S,b
 * part: wS,S,tr
 *
 * mutant: wS,Wr: watch.c: src/specifications/watch.h: /watch_changes =/s/AR_MODEL_RELEASES/0/
 * mutant: wc,ir: watch.c: src/specifications/watch.h: s/watch_shut, AR_MODEL_ORDERS_NOTHING/watch_shut, 3/; \
 *	/watch_looks =/s/AR_MODEL_ORDERS_NOTHING/2/
 * mutant: S,t: watch.c: src/specifications/watch.h: /.tries =/s/watch_look/watch_await/
 * mutant: wS,Xr: select.c: src/specifications/waiter.h: s/WAITER_TOLD ||/false ||/
 */
#define VALUES 5
#define BEGINS
#include <acqrel/select.h>
#include <acqrel/watch.h>

#include "clients.h"

typedef ar_watch(unsigned) watch;

static watch feed;
static ar_watch_receiver receivers[MOST_THREADS];

static void begin(void)
{
	ar_watch_init(&feed, NULL, NULL, 0);
}

static void set(unsigned *value, unsigned to)
{
	*value = to;
}

static void selected(struct client *c, ar_selected got)
{
	result(c, got.which == AR_NONE ? 0 : got.error ? 4 : 1);
}

static void perform(struct client *c, char operation)
{
	ar_watch_receiver *r = &receivers[c->thread];
	unsigned value = 0, mine = c->thread + 1;
	int error = 0;

	switch (operation) {
	case 'S':
		result(c, !ar_watch_send(&feed, mine));
		break;
	case 'u':
		result(c, !ar_watch_update(&feed, set, mine));
		break;
	case 'g':
		error = ar_watch_get(&feed, &value);
		result(c, error ? 4 : value);
		break;
	case 'b':
		AR_WATCH_BORROW(v, &feed)
			value = *v;
		result(c, value);
		break;
	case 'N':
		*r = ar_watch_subscribe(&feed);
		break;
	case 'V':
		error = ar_watch_receive(&feed, r, &value);
		result(c, error ? 4 : value);
		break;
	case 'D':
		error = ar_watch_receive_until(&feed, r, &value, ar_after(AR_SECOND));
		result(c, error ? 4 : value);
		break;
	case 'P':
		error = ar_watch_receive_until(&feed, r, &value, 1);
		result(c, error ? 4 : value);
		break;
	case 't':
		error = ar_watch_try_receive(&feed, r, &value);
		result(c, error ? 4 : value);
		break;
	case 'W':
		result(c, !ar_watch_wait(&feed, r));
		break;
	case 'y':
		result(c, !ar_watch_try_wait(&feed, r));
		break;
	case 'c':
		result(c, ar_watch_close(&feed));
		break;
	case 'i':
		result(c, ar_watch_is_closed(&feed));
		break;
	case 'X':
		selected(c, ar_select(AR_NEVER, ar_watch_receiving(&feed, r, &value)));
		break;
	case 'T':
		selected(c, ar_try_select(ar_watch_receiving(&feed, r, &value)));
		break;
	case 'Y':
		selected(c, ar_select(ar_after(AR_SECOND), ar_watch_receiving(&feed, r, &value)));
		break;
	default:
		abort();
	}
}
