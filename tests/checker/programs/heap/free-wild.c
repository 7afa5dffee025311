/* A pointer to nothing.
 *
 * expect: invalid-free
 * report: the pointer does not come from malloc
 */
#include <stdint.h>
#include <stdlib.h>

int main(void)
{
	void *volatile p = (void *)(uintptr_t)0x123456780;

	free(p);
	return 0;
}
