/*
 * <acqrel/rwlock.h>. S: read-lock; W: write-lock; e, d: until a time; E, D: until one that has passed; T,
 * t: try to read, to write; u: unlock what is held; v: downgrade; +: x++ if held to write; *: read x if
 * held.
 *
 * client: W+u,W+u
 * client: W+u,S*u
 * client: S*u,S*u
 * client: W+u,T*u
 * client: S*u,t+u
 * client: W+u,e*u
 * client: W+u,E*u
 * client: S*u,d+u
 * client: S*u,D+u
 * client: W+v*u,S*u
 * client: wWFu,SGur
 * client: wSFu,WGur
 * client: SW,S
 * large: W+u,W+u,S*u
 * large: W+u,S*u,S*u
 * large: wSFu,S*u,WGur
 * large: W+u,t+u,T*u
 * large: SSuu,W+u
 * part: SGu,W+u,SFu
 * part: d+u,S*u,e*u
 */
#include <acqrel/rwlock.h>

#include "clients.h"

static ar_rwlock l;

static void hold(struct client *c, bool got, int as)
{
	result(c, got);
	c->held = got ? as : 0;
}

static void perform(struct client *c, char operation) AR_NO_THREAD_SAFETY
{
	switch (operation) {
	case 'S':
		ar_rwlock_read_lock(&l);
		c->held = 1;
		break;
	case 'W':
		ar_rwlock_write_lock(&l);
		c->held = 2;
		break;
	case 'T':
		hold(c, ar_rwlock_try_read_lock(&l), 1);
		break;
	case 't':
		hold(c, ar_rwlock_try_write_lock(&l), 2);
		break;
	case 'e':
		hold(c, ar_rwlock_read_lock_until(&l, ar_after(AR_SECOND)), 1);
		break;
	case 'E':
		hold(c, ar_rwlock_read_lock_until(&l, 0), 1);
		break;
	case 'd':
		hold(c, ar_rwlock_write_lock_until(&l, ar_after(AR_SECOND)), 2);
		break;
	case 'D':
		hold(c, ar_rwlock_write_lock_until(&l, 0), 2);
		break;
	case 'u':
		if (c->held == 2)
			ar_rwlock_write_unlock(&l);
		else if (c->held == 1)
			ar_rwlock_read_unlock(&l);
		break;
	case 'v':
		ar_rwlock_downgrade(&l);
		c->held = 1;
		break;
	case '+':
		if (c->held == 2)
			x++;
		break;
	case '*':
		c->seen = c->held ? x : 0;
		break;
	default:
		abort();
	}
}
