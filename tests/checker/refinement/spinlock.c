/*
 * <acqrel/spinlock.h>. L: lock; T: try; each is held until u.
 * +: x++ if held.
 *
 * client: L+u,L+u
 * client: L+u,T+u
 * client: T+u,T+u
 * client: wLFu,LGur
 * client: wLFu,TGur
 * client: LLu,L
 * client: L,T+uL
 * large: L+u,L+u,L+u
 * large: L+u,L+u,T+u
 * large: L+uL+u,L+u
 * large: wLFu,L+u,LGur
 * large: L+u,T+u,T+u
 */
#include <acqrel/spinlock.h>

#include "clients.h"

static ar_spinlock m;

static void perform(struct client *c, char operation) AR_NO_THREAD_SAFETY
{
	switch (operation) {
	case 'L':
		ar_spinlock_lock(&m);
		c->held = 1;
		break;
	case 'T':
		result(c, (unsigned)(c->held = ar_spinlock_try_lock(&m)));
		break;
	case 'u':
		if (c->held)
			ar_spinlock_unlock(&m);
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
