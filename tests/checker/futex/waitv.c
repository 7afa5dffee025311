/* Of the other system calls none is modelled.
 *
 * expect: unsupported
 * report: system call 449: of those made by syscall(), only SYS_futex and SYS_membarrier are modelled
 */
#include "futex.h"

int main(void)
{
	syscall(449, NULL, 0, 0, NULL, 0); /* futex_waitv */
	return 0;
}
