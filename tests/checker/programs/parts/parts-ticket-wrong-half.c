/* The same lock, where a thread waits for the tickets' half instead of the owner's.
 *
 * expect: livelock
 * flags: -DWAITS_FOR=ticket
 */
#include "ticket.h"

int main(void)
{
	return use_lock();
}
