/*
 * A specification that leaves out that a try may fail: `refines` has to say so.
 *
 * client: T
 */
#include <acqrel/check.h>
#include <acqrel/model.h>

#include "../clients.h"

static void perform(struct client *c, char operation)
{
	(void)operation;
	result(c, ar_modelled("results") ? 1 : ar_choose(2));
}
