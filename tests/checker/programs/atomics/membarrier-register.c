/* Before the process has registered, membarrier is refused, and a fence for the compiler is nothing; a process
 * that asks what there is hears of nothing.
 *
 * expect: ok 1
 */
#include "membarrier.h"

#include <assert.h>
#include <errno.h>

int main(void)
{
	errno = 0;
	assert(membarrier(MEMBARRIER_CMD_QUERY) == -1 && errno == ENOSYS);
	light();
	assert(membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED) == -1 && errno == EPERM);
	assert(syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 1, 0) == -1 &&
	       errno == EINVAL);
	begin();
	begin();
	heavy();
	return 0;
}
