/* A loop around a wait for a value that the word does not have goes round for good.
 *
 * expect: livelock
 */
#include "futex.h"

#include <stdatomic.h>

static atomic_uint word;

int main(void)
{
	while (atomic_load(&word) == 0)
		futex_wait(&word, 1);
	return 0;
}
