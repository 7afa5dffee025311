/* An instruction that is not modelled is no error, and no success.
 *
 * expect: unsupported
 * report: not modelled
 */
#if defined(__x86_64__)
static int n = 1;

int main(void)
{
	__asm__ volatile("rdrand %%eax" : : : "eax", "cc");
	return n + 1;
}
#else
#include <unistd.h>
int main(void)
{
	return (int)syscall(-1);
}
#endif
