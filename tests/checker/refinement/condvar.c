/*
 * <acqrel/condvar.h>. L: lock; u: unlock; W: wait; V: wait until a time; P: until one that has passed; n,
 * a: notify one, all; i: items++; d: wait while there are no items, and take one; e: the same until a time.
 *
 * client: Ldu,Linu
 * client: Ldu,Liun
 * client: Ldu,Liau
 * client: LWu,n
 * client: LWu,Lnu
 * client: LVu,n
 * client: LPu,n
 * client: LVu,Lau
 * client: Leu,Linu
 * client: wLWur,LnuF
 * large: Ldu,Ldu,LiinnuL
 * large: LVu,LWu,Lnu
 * large: wFn,LVuGr
 * part: Ldu,Ldu,Liinnu
 * part: Ldu,Ldu,Liiau
 * part: LVu,LVu,LnuLnu
 */
#include <acqrel/condvar.h>

#include "clients.h"

static ar_mutex m;
static ar_condvar changed;
static int items;

static void perform(struct client *c, char operation) AR_NO_THREAD_SAFETY
{
	switch (operation) {
	case 'L':
		ar_mutex_lock(&m);
		break;
	case 'u':
		ar_mutex_unlock(&m);
		break;
	case 'W':
		ar_condvar_wait(&changed, &m);
		break;
	case 'V':
		result(c, ar_condvar_wait_until(&changed, &m, ar_after(AR_SECOND)));
		break;
	case 'P':
		result(c, ar_condvar_wait_until(&changed, &m, 0));
		break;
	case 'n':
		ar_condvar_notify_one(&changed);
		break;
	case 'a':
		ar_condvar_notify_all(&changed);
		break;
	case 'i':
		items++;
		break;
	case 'd':
		while (!items)
			ar_condvar_wait(&changed, &m);
		items--;
		break;
	case 'e':
		while (!items)
			if (!ar_condvar_wait_until(&changed, &m, ar_after(AR_SECOND)))
				break;
		result(c, items > 0);
		break;
	default:
		abort();
	}
}
