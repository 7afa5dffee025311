/* The exit status is what was never set.
 *
 * expect: uninitialized
 */
#include <stdlib.h>

int main(void)
{
	int *p = malloc(sizeof *p);
	int status = *p;

	free(p);
	return status;
}
