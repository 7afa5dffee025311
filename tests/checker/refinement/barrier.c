/*
 * <acqrel/barrier.h>. B: meet at it, two threads; C: three; Z: none, which is misuse.
 *
 * client: B,B
 * client: BB,BB
 * client: wB,Br
 * client: wBwB,BB
 * client: wBB,BBr
 * client: B,BB
 * client: Z,B
 * client: wFB,GrB
 * large: B,B,B
 * large: wC,C,Cr
 * large: B,C
 */
#include <acqrel/barrier.h>

#include "clients.h"

static ar_barrier barrier;

static void perform(struct client *c, char operation)
{
	switch (operation) {
	case 'B':
		result(c, ar_barrier_wait(&barrier, 2));
		c->last = 1;
		break;
	case 'C':
		result(c, ar_barrier_wait(&barrier, 3));
		c->last = 1;
		break;
	case 'Z':
		result(c, ar_barrier_wait(&barrier, 0));
		break;
	default:
		abort();
	}
}
