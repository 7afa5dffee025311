/* Many blocks later: an address is not used again, or the old pointer would look right.
 *
 * expect: use-after-free
 */
#include <stdlib.h>

int main(void)
{
	char *old = malloc(10);

	old[0] = 1;
	free(old);
	for (int i = 0; i < 1000; i++) {
		char *volatile p = malloc(10);
		p[0] = 1;
		free(p);
	}
	old[0] = 2;
	return 0;
}
