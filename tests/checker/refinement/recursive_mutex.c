/*
 * <acqrel/recursive_mutex.h>. L: lock; T: try to; D: lock until a time; P: until one that has passed; u:
 * unlock once, if the last locking has succeeded; U: unlock; m: is it the caller's; +: write x if it is
 * locked. Results: whether.
 *
 * client: L+u,L+u
 * client: LL+uu,L+u
 * client: LT+uu,L+u
 * client: LD+uu,D+u
 * client: L+u,T+u
 * client: LLuu,T+u
 * client: T+u,T+u
 * client: L+u,D+u
 * client: L+u,P+u
 * client: LP+uu,P+u
 * client: Lmum,m
 * client: wLFu,LGur
 * client: wLFu,TGur
 * client: wLLuFu,LGur
 * client: wLLuFu,TGur
 * client: LLu,L
 * client: L,U
 * client: U,Lu
 * client: LuU,L
 * large: L+u,L+u,T+u
 * part: LL+uu,L+u,LL+uu
 * part: L+u,T+u,T+u
 * part: wLFu,L+u,LGur
 *
 * mutant: LL+uu,L+u: recursive_mutex.c: src/specifications/recursive_mutex.h: s/times > 1/false/
 * mutant: LL+uu,L+u: recursive_mutex.c: src/specifications/recursive_mutex.h: \
 *	s/return !state ||.*self/return !state/
 * mutant: L+u,L+u: recursive_mutex.c: src/specifications/recursive_mutex.h: s/AR_MODEL_RELEASES/0/
 * mutant: L+u,T+u: recursive_mutex.c: src/specifications/recursive_mutex.h: \
 *	s/recursive_lock(state, self, variant) : AR_MODEL_STAYS/recursive_lock(state, self, variant)/; \
 *	s/return recursive_is_free_for(state, self) ? rec/return rec/
 */
#include <acqrel/recursive_mutex.h>

#include "clients.h"

static ar_recursive_mutex m;

static void lock(struct client *c, bool locked)
{
	result(c, locked);
	c->held += locked;
}

static void perform(struct client *c, char operation)
{
	switch (operation) {
	case 'L':
		ar_recursive_mutex_lock(&m);
		c->held++;
		c->last = 1;
		break;
	case 'T':
		lock(c, ar_recursive_mutex_try_lock(&m));
		break;
	case 'D':
		lock(c, ar_recursive_mutex_lock_until(&m, ar_after(AR_SECOND)));
		break;
	case 'P':
		lock(c, ar_recursive_mutex_lock_until(&m, 1));
		break;
	case '+':
		if (c->held)
			x++;
		break;
	case 'u':
		if (c->held)
			ar_recursive_mutex_unlock(&m);
		c->held -= c->held > 0;
		break;
	case 'U':
		ar_recursive_mutex_unlock(&m);
		break;
	case 'm':
		result(c, ar_recursive_mutex_is_mine(&m));
		break;
	default:
		abort();
	}
}
