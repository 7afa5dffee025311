/*
 * <acqrel/mutex.h>. L: lock; T: try; D: until a time; P: until a time that has passed; each is held until u.
 * +: x++ if held.
 *
 * client: L+u,L+u
 * client: L+u,T+u
 * client: T+u,T+u
 * client: L+u,D+u
 * client: L+u,P+u
 * client: wLFu,LGur
 * client: wLFu,TGur
 * client: wTFu,DGur
 * client: LLu,L
 * client: L,T+uL
 * large: L+u,L+u,L+u
 * large: L+u,L+u,T+u
 * large: L+uL+u,L+u
 * large: wLFu,L+u,LGur
 * large: D+u,D+u
 * large: L+u,T+u,T+u
 */
#include <acqrel/mutex.h>

#include "clients.h"

static ar_mutex m;

static void perform(struct client *c, char operation) AR_NO_THREAD_SAFETY
{
	switch (operation) {
	case 'L':
		ar_mutex_lock(&m);
		c->held = 1;
		break;
	case 'T':
		result(c, (unsigned)(c->held = ar_mutex_try_lock(&m)));
		break;
	case 'D':
		result(c, (unsigned)(c->held = ar_mutex_lock_until(&m, ar_after(AR_SECOND))));
		break;
	case 'P':
		result(c, (unsigned)(c->held = ar_mutex_lock_until(&m, 0)));
		break;
	case 'u':
		if (c->held)
			ar_mutex_unlock(&m);
		c->held = 0;
		break;
	case '+':
		if (c->held)
			x++;
		break;
	default:
		abort();
	}
}
