/*
 * <acqrel/semaphore.h>, both. W: wait; T: try; D: until a time; P: until one that has passed; p: post. V,
 * t, d, q, o: the same of a binary semaphore, o: post.
 *
 * client: wpF,WGr
 * client: wp,Wr
 * client: wpF,TGr
 * client: p,TT
 * client: p,DP
 * client: pp,WD
 * client: W,pW
 * client: wo,Vr
 * client: oo,Vd
 * client: o,td
 * client: woF,tGr
 * large: wp,p,Wr
 * large: p,W,T
 * large: p,D,D
 * large: W,W,pp
 * large: o,V,t
 */
#include <acqrel/semaphore.h>

#include "clients.h"

static ar_semaphore s;
static ar_binary_semaphore b;

static void perform(struct client *c, char operation)
{
	switch (operation) {
	case 'W':
		ar_semaphore_wait(&s);
		c->last = 1;
		break;
	case 'T':
		result(c, ar_semaphore_try_wait(&s));
		break;
	case 'D':
		result(c, ar_semaphore_wait_until(&s, ar_after(AR_SECOND)));
		break;
	case 'P':
		result(c, ar_semaphore_wait_until(&s, 0));
		break;
	case 'p':
		ar_semaphore_post(&s);
		break;
	case 'V':
		ar_binary_semaphore_wait(&b);
		c->last = 1;
		break;
	case 't':
		result(c, ar_binary_semaphore_try_wait(&b));
		break;
	case 'd':
		result(c, ar_binary_semaphore_wait_until(&b, ar_after(AR_SECOND)));
		break;
	case 'q':
		result(c, ar_binary_semaphore_wait_until(&b, 0));
		break;
	case 'o':
		ar_binary_semaphore_post(&b);
		break;
	default:
		abort();
	}
}
