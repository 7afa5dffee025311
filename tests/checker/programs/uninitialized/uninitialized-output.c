/* What was never set is printed.
 *
 * expect: uninitialized
 * report: printf
 */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	int *p = malloc(3 * sizeof *p);

	p[0] = p[1] = 1;
	printf("%d %d %d\n", p[0], p[1], p[2]);
	free(p);
	return 0;
}
