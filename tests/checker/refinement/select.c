/*
 * <acqrel/select.h> over two channels with room for one. S, s: send to the first, the second; V, v: receive
 * from it; X: select to receive from both; D: until a time; T: try to; Y: select to send to both; c: close
 * the first. Results: of sending, whether; of receiving, whose message it was, from 1 on, or 0; of
 * selecting, which channel, or 0.
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
 */
#define VALUES 3
#define BEGINS
#include <acqrel/channel.h>
#include <acqrel/select.h>

#include "clients.h"

typedef ar_channel(unsigned) channel;

static channel first, second;

static void begin(void)
{
	if (ar_channel_init(&first, 1, NULL, NULL) || ar_channel_init(&second, 1, NULL, NULL))
		abort();
}

static void receive(struct client *c, channel *from)
{
	unsigned message = 0;
	int error = ar_channel_receive(from, &message);

	result(c, error ? 0 : message);
}

static void perform(struct client *c, char operation)
{
	unsigned mine = c->thread % 2 + 1, one, other;
	ar_selected got;

	switch (operation) {
	case 'S':
		result(c, !ar_channel_send(&first, mine));
		break;
	case 's':
		result(c, !ar_channel_send(&second, mine));
		break;
	case 'V':
		receive(c, &first);
		break;
	case 'v':
		receive(c, &second);
		break;
	case 'X':
		got = ar_select(AR_NEVER, ar_receiving(&first, &one), ar_receiving(&second, &other));
		result(c, got.error ? 0 : (unsigned)got.which + 1);
		break;
	case 'D':
		got = ar_select(ar_after(AR_SECOND), ar_receiving(&first, &one),
		                ar_receiving(&second, &other));
		result(c, got.error ? 0 : (unsigned)got.which + 1);
		break;
	case 'T':
		got = ar_try_select(ar_receiving(&first, &one), ar_receiving(&second, &other));
		result(c, got.error ? 0 : (unsigned)got.which + 1);
		break;
	case 'Y':
		got = ar_select(AR_NEVER, ar_sending(&first, &mine), ar_sending(&second, &mine));
		result(c, got.error ? 0 : (unsigned)got.which + 1);
		break;
	case 'c':
		result(c, ar_channel_close(&first));
		break;
	default:
		abort();
	}
}
