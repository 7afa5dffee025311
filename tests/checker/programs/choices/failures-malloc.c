/* One of two allocations is not checked, and is made to fail.
 *
 * expect: crash
 * options: --malloc-failures
 * report: NULL pointer dereference
 * report: malloc returns NULL (made to fail)
 * report: malloc is made to return NULL here
 */
#include <stdlib.h>

int main(void)
{
	int *checked = malloc(sizeof *checked);
	if (!checked)
		return 1;
	int *p = malloc(sizeof *p);
	*p = 1;
	free(p);
	free(checked);
	return 0;
}
