/* A ticket lock of two halves: one instruction takes a ticket from the whole word, the owner adds to a half.
 * The wait is for the half alone.
 *
 * expect: ok 4
 */
#include "ticket.h"

int main(void)
{
	return use_lock();
}
