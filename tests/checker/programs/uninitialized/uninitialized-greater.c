/* An assertion about a member that was never set, in a copy of its struct. With zeros it fails, with -1 too.
 *
 * expect: uninitialized
 */
#include <assert.h>
#include <stdlib.h>

struct node {
	int key, used;
};

int main(void)
{
	struct node *n = malloc(sizeof *n);

	n->key = 42;
	struct node copy = *n;
	assert(copy.used > 17);
	free(n);
	return 0;
}
