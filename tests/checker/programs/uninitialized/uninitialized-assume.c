/* An assumption about what was never set.
 *
 * expect: uninitialized
 */
#include <acqrel/check.h>
#include <stdlib.h>

int main(void)
{
	int *p = malloc(sizeof *p);

	ar_assume(*p == 3);
	free(p);
	return 0;
}
