/* What the C library allocates for itself does not fail.
 *
 * expect: ok 2
 * options: --malloc-failures
 */
#include <stdlib.h>

static int numbers[4096];

static int compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

int main(void)
{
	qsort(numbers, 4096, sizeof *numbers, compare);
	free(malloc(1));
	return 0;
}
