/*
 * <acqrel/latch.h>, for two things. C: count one down; B: two; I: is it open; W: wait; D: until a time; P:
 * until one that has passed; A: arrive and wait.
 *
 * client: wB,Wr
 * client: wC,CWr
 * client: wA,A
 * client: wCF,CGr
 * client: B,II
 * client: wB,Ir
 * client: B,D
 * client: B,P
 * client: C,D
 * client: B,C
 * client: C,W
 * large: wC,wCW,Wr
 * large: wC,C,Wr
 * large: C,C,D
 * large: A,C,I
 */
#include <acqrel/latch.h>

#include "clients.h"

static ar_latch latch = AR_LATCH_INIT(2);

static void perform(struct client *c, char operation)
{
	switch (operation) {
	case 'C':
		ar_latch_count_down(&latch, 1);
		break;
	case 'B':
		ar_latch_count_down(&latch, 2);
		break;
	case 'I':
		result(c, ar_latch_is_open(&latch));
		break;
	case 'W':
		ar_latch_wait(&latch);
		c->last = 1;
		break;
	case 'D':
		result(c, ar_latch_wait_until(&latch, ar_after(AR_SECOND)));
		break;
	case 'P':
		result(c, ar_latch_wait_until(&latch, 0));
		break;
	case 'A':
		ar_latch_arrive_and_wait(&latch);
		break;
	default:
		abort();
	}
}
