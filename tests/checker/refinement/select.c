/*
 * <acqrel/select.h> over two channels with room for one. S, s: send to the first, the second; K: try to,
 * to the first; V, v: receive from it; t: try to, from the first; X: select to receive from both; D: until
 * a time; T: try to; Y: select to send to both; Z: to receive from the first or send to the second; z: the
 * opposite; B: to send to the first or receive from it; c: close the first. Results: of sending, whether;
 * of receiving, whose message it was, from 1 on, or 0; of selecting, which case, or 0.
 *
 * client: S,T
 * client: wS,Xr
 * client: c,X
 * part: wS,wsF,XGr
 * part: S,s,XX
 * part: S,X,X
 * part: D,S
 * part: SsY,Vv
 * part: SsY,v
 * part: X,Ss
 * part: X,Y
 * part: Z,z
 * part: B,B
 * part: B,S
 * part: D,T
 * part: D,c
 * part: X,S,s
 * part: Y,V,v
 * part: X,Y,c
 * mutant: S,T: select.c: src/select.c: s/ && !(done = try_all(s, &error))//
 * mutant: c,X: channel.c: src/specifications/channel.h: s/waiter_tell_all(s.receivers)//
 */
#define VALUES 3
#define BEGINS
#include <acqrel/channel.h>
#include <acqrel/select.h>

#include "clients.h"

typedef ar_channel(unsigned) channel;

static channel first, second;

#ifndef FIRST
#define FIRST  1 /* their capacities */
#define SECOND 1
#endif

static void begin(void)
{
	if (ar_channel_init(&first, FIRST, NULL, NULL) || ar_channel_init(&second, SECOND, NULL, NULL))
		abort();
}

static void receive(struct client *c, channel *from)
{
	unsigned message = 0;
	int error = ar_channel_receive(from, &message);

	result(c, error ? 0 : message);
}

static void selected(struct client *c, ar_selected got)
{
	result(c, got.error ? 0 : (unsigned)got.which + 1);
}

static void perform(struct client *c, char operation)
{
	unsigned mine = c->thread % 2 + 1, one = 0, other;

	switch (operation) {
	case 'S':
		result(c, !ar_channel_send(&first, mine));
		break;
	case 's':
		result(c, !ar_channel_send(&second, mine));
		break;
	case 'K':
		result(c, !ar_channel_try_send(&first, mine));
		break;
	case 'V':
		receive(c, &first);
		break;
	case 'v':
		receive(c, &second);
		break;
	case 't':
		result(c, ar_channel_try_receive(&first, &one) ? 0 : one);
		break;
	case 'X':
		selected(c, ar_select(AR_NEVER, ar_receiving(&first, &one), ar_receiving(&second, &other)));
		break;
	case 'D':
		selected(c, ar_select(ar_after(AR_SECOND), ar_receiving(&first, &one),
		                      ar_receiving(&second, &other)));
		break;
	case 'T':
		selected(c, ar_try_select(ar_receiving(&first, &one), ar_receiving(&second, &other)));
		break;
	case 'Y':
		selected(c, ar_select(AR_NEVER, ar_sending(&first, &mine), ar_sending(&second, &mine)));
		break;
	case 'Z':
		selected(c, ar_select(AR_NEVER, ar_receiving(&first, &one), ar_sending(&second, &mine)));
		break;
	case 'z':
		selected(c, ar_select(AR_NEVER, ar_sending(&first, &mine), ar_receiving(&second, &one)));
		break;
	case 'B':
		selected(c, ar_select(AR_NEVER, ar_sending(&first, &mine), ar_receiving(&first, &one)));
		break;
	case 'c':
		result(c, ar_channel_close(&first));
		break;
	default:
		abort();
	}
}
