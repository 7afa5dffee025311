/* Unless it is asked for, malloc does not fail.
 *
 * expect: ok 1
 */
#include <stdlib.h>

int main(void)
{
	int *p = malloc(sizeof *p);

	*p = 1;
	free(p);
	return 0;
}
