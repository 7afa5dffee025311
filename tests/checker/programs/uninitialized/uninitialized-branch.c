/* A member that nobody has set decides a branch.
 *
 * expect: uninitialized
 * report: bytes 4 to 7 of a heap block of 8 bytes were never written
 * report: allocated here: 8 bytes
 * report: read of 4 bytes
 * report: goes on here if they are zero
 * report: goes on here if all their bits are set
 */
#include <stdlib.h>

struct node {
	int key, used;
};

static volatile int count;

int main(void)
{
	struct node *n = malloc(sizeof *n);

	n->key = 1;
	if (n->used)
		count++;
	free(n);
	return 0;
}
