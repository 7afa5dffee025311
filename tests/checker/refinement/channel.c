/*
 * <acqrel/channel.h>, with room for one. S: send; T: try to; D: until a time; P: until one that has passed;
 * V: receive; t: try to; d: until a time; p: until one that has passed; c: close; l: length; i: is it
 * closed. Results: of sending and closing, whether; of receiving, whose message it was, from 1 on, or 0.
 *
 * client: wS,Vr
 * client: wSF,tGr
 * client: S,tt
 * client: TT,V
 * client: Tc,tt
 * client: S,lt
 * client: c,Si
 * client: S,d
 * client: S,p
 * client: DV,d
 * client: SS,V
 * client: V,c
 * client: S,S
 * client: wcF,VGr
 * client: VwS,SVr
 * part: Sc,VV
 * part: wS,wS,Vr
 * part: S,V,V
 * part: SS,VV
 * part: S,S,VV
 * part: VwF,SSGr
 * part: D,d,c
 *
 * only specified: wcF,VGr: that a channel is closed promises no order, though now it gives one
 */
#define VALUES 3
#define BEGINS
#include <acqrel/channel.h>

#include "clients.h"

typedef ar_channel(unsigned) channel;

static channel ch;

#ifndef CAPACITY
#define CAPACITY 1
#endif

static void begin(void)
{
	if (ar_channel_init(&ch, CAPACITY, NULL, NULL))
		abort();
}

static void receive(struct client *c, unsigned message, int error)
{
	result(c, error ? 0 : message);
}

static void perform(struct client *c, char operation)
{
	unsigned mine = c->thread % 2 + 1, message = 0;
	int error;

	switch (operation) {
	case 'S':
		result(c, !ar_channel_send(&ch, mine));
		break;
	case 'T':
		result(c, !ar_channel_try_send(&ch, mine));
		break;
	case 'D':
		result(c, !ar_channel_send_until(&ch, ar_after(AR_SECOND), mine));
		break;
	case 'P':
		result(c, !ar_channel_send_until(&ch, 1, mine));
		break;
	case 'V':
		error = ar_channel_receive(&ch, &message);
		receive(c, message, error);
		break;
	case 't':
		error = ar_channel_try_receive(&ch, &message);
		receive(c, message, error);
		break;
	case 'd':
		error = ar_channel_receive_until(&ch, &message, ar_after(AR_SECOND));
		receive(c, message, error);
		break;
	case 'p':
		error = ar_channel_receive_until(&ch, &message, 1);
		receive(c, message, error);
		break;
	case 'c':
		result(c, ar_channel_close(&ch));
		break;
	case 'l':
		result(c, (unsigned)ar_channel_length(&ch));
		break;
	case 'i':
		result(c, ar_channel_is_closed(&ch));
		break;
	default:
		abort();
	}
}
