/* The same lock, given back before the owner is done.
 *
 * expect: data-race
 * report: shared
 * flags: -DEARLY
 */
#include "ticket.h"

int main(void)
{
	return use_lock();
}
