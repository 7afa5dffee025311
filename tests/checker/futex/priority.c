/* Who waits for whom is the kernel's business there.
 *
 * expect: unsupported
 * report: a futex with priority inheritance
 */
#include "futex.h"

static unsigned word;

int main(void)
{
	futex(&word, FUTEX_LOCK_PI_PRIVATE, 0, NULL, NULL, 0);
	return 0;
}
