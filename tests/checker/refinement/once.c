/*
 * <acqrel/once.h>, and a lazy value. C: call a function that sets x; T: try one that fails; U: one that
 * does not; I: is it done; N: call it within itself; L: get a lazy value, and look at it.
 *
 * client: C,Cr
 * client: C,Ir
 * client: Ir,C
 * client: CF,GrC
 * client: T,U
 * client: TI,U
 * client: U,Ur
 * client: N,C
 * client: L,L
 * large: C,C,Cr
 * large: T,U,C
 * large: L,L,L
 */
#include <acqrel/lazy.h>
#include <acqrel/once.h>

#include "clients.h"

static ar_once once;
static ar_lazy(int) lazy;

static void set(void)
{
	x++;
}

static bool fail(void *unused)
{
	(void)unused;
	x++;
	return false;
}

static bool do_it(void *unused)
{
	(void)unused;
	x++;
	return true;
}

static void nest(void)
{
	ar_once_call(&once, set);
}

static void make(int *value)
{
	*value = 1;
}

static void perform(struct client *c, char operation)
{
	switch (operation) {
	case 'C':
		ar_once_call(&once, set);
		c->last = 1;
		break;
	case 'T':
		result(c, ar_once_try(&once, fail, NULL));
		break;
	case 'U':
		result(c, ar_once_try(&once, do_it, NULL));
		break;
	case 'I':
		result(c, ar_once_is_done(&once));
		break;
	case 'N':
		ar_once_call(&once, nest);
		break;
	case 'L':
		result(c, (unsigned)*ar_lazy_get(&lazy, make));
		break;
	default:
		abort();
	}
}
