/* Whether to sleep is decided by what the word holds.
 *
 * expect: uninitialized
 * report: futex call on a word that was never initialized
 */
#include "futex.h"

#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	unsigned *word = malloc(sizeof *word);

	if (futex_wait(word, 77) && errno == EAGAIN)
		puts("changed");
	free(word);
	return 0;
}
