/*
 * <acqrel/robust_mutex.h>. L: lock; T: try to; D: lock until a time; P: until one that has passed; u:
 * unlock, if it is locked; U: unlock; k: make it consistent, if the last owner has not finished; K: make
 * it consistent; p: poison; +: write x if it is locked. A thread whose script ends with it locked has not
 * finished. Results of locking: 0: not got; 1: got; 2: the last owner has not finished; 3: it is lost.
 *
 * client: L+u,L+u
 * client: L+,L+u
 * client: L+,L+ku
 * client: L+u,T+u
 * client: L+,T+ku
 * client: Lpu,Lku
 * client: Lpu,Luu
 * client: Lpu,LuL
 * client: LpuLu,T
 * client: L+u,D+u
 * client: L+u,P+u
 * client: wLFu,LGur
 * client: wLF,LGur
 * client: wLFu,TGur
 * client: LL,L
 * client: L,U
 * client: LK,L
 * client: Lu,p
 * large: L+,L+u,T+u
 * part: L,L,L
 * part: L,Lk,L
 * part: Lpu,Lu,L
 * part: wLFu,L+u,LGur
 *
 * mutant: L+,L+u: robust_mutex.c: src/robust_mutex.c: \
 *	s/= UNFINISHED;/= ar_modelled("ar_robust_mutex") ? 0 : UNFINISHED;/
 * mutant: Lpu,LuL: robust_mutex.c: src/robust_mutex.c: \
 *	s/state = LOST;/state = ar_modelled("ar_robust_mutex") ? 0 : LOST;/
 * mutant: Lu,p: robust_mutex.c: src/robust_mutex.c: s/== AR_MODEL_OWN/!= AR_MODEL_ANOTHER/
 */
#define VALUES 4
#include <acqrel/robust_mutex.h>

#include "clients.h"

static ar_robust_mutex m;

static void lock(struct client *c, int error)
{
	c->held = error == 0 || error == EOWNERDEAD;
	result(c, error == 0 ? 1 : error == EOWNERDEAD ? 2 : error == ENOTRECOVERABLE ? 3 : 0);
}

static void perform(struct client *c, char operation)
{
	switch (operation) {
	case 'L':
		lock(c, ar_robust_mutex_lock(&m));
		break;
	case 'T':
		lock(c, ar_robust_mutex_try_lock(&m));
		break;
	case 'D':
		lock(c, ar_robust_mutex_lock_until(&m, ar_after(AR_SECOND)));
		break;
	case 'P':
		lock(c, ar_robust_mutex_lock_until(&m, 1));
		break;
	case '+':
		if (c->held)
			x++;
		break;
	case 'u':
		if (c->held)
			ar_robust_mutex_unlock(&m);
		c->held = 0;
		break;
	case 'U':
		ar_robust_mutex_unlock(&m);
		break;
	case 'k':
		if (c->last == 2)
			ar_robust_mutex_make_consistent(&m);
		break;
	case 'K':
		ar_robust_mutex_make_consistent(&m);
		break;
	case 'p':
		if (c->last != 3)
			ar_robust_mutex_poison(&m);
		break;
	default:
		abort();
	}
}
