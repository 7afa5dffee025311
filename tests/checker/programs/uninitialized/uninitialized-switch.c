/* A switch over what was never set.
 *
 * expect: uninitialized
 */
#include <stdlib.h>

static volatile int result;

int main(void)
{
	int *p = malloc(sizeof *p);

	switch (*p) {
	case 7:
		result = 1;
		break;
	case 900:
		result = 2;
		break;
	case 901:
		result = 3;
		break;
	}
	free(p);
	return 0;
}
