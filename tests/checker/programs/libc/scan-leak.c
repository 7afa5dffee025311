/* What sscanf has allocated is the program's to free.
 *
 * expect: leak
 */
#define _GNU_SOURCE
#include <stdio.h>

int main(void)
{
	char *word = NULL;

	if (sscanf("hello", "%ms", &word) != 1)
		return 1;
	word = NULL;
	return 0;
}
