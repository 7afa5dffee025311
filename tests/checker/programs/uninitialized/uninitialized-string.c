/* A string whose end was never written.
 *
 * expect: uninitialized
 */
#include <stdlib.h>
#include <string.h>

static volatile size_t n;

int main(void)
{
	char *s = malloc(8);

	s[0] = 'a';
	n = strlen(s);
	free(s);
	return 0;
}
