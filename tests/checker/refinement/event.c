/*
 * <acqrel/event.h>. S: set; X: reset; I: is it set; W: wait; D: until a time; P: until one that has passed.
 *
 * client: wS,WRr
 * client: wS,Ir
 * client: wSX,Ir
 * client: wSF,IGr
 * client: S,II
 * client: S,D
 * client: S,P
 * client: SX,D
 * client: SX,WI
 * client: wSX,Dr
 * client: X,W
 * large: S,X,D
 * large: wS,X,Wr
 * large: SX,X,D
 * large: wS,W,Wr
 */
#include <acqrel/event.h>

#include "clients.h"

static ar_event e;

static void perform(struct client *c, char operation)
{
	switch (operation) {
	case 'S':
		ar_event_set(&e);
		break;
	case 'X':
		ar_event_reset(&e);
		break;
	case 'I':
		result(c, ar_event_is_set(&e));
		break;
	case 'W':
		ar_event_wait(&e);
		c->last = 1;
		break;
	case 'D':
		result(c, ar_event_wait_until(&e, ar_after(AR_SECOND)));
		break;
	case 'P':
		result(c, ar_event_wait_until(&e, 0));
		break;
	default:
		abort();
	}
}
