/* A test that fails gives nothing back: that it has failed is what matters.
 *
 * expect: exit-failure
 */
#include <stdlib.h>

int main(void)
{
	char *volatile block = malloc(10);

	block[0] = 1;
	block = NULL;
	return EXIT_FAILURE;
}
