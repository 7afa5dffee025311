/* Compared with one value: neither zero nor all ones make a difference.
 *
 * expect: uninitialized
 * report: goes on here if they hold 42
 */
#include <stdlib.h>

struct node {
	int key, used;
};

static volatile int count;

int main(void)
{
	struct node *n = malloc(sizeof *n);

	n->key = 42;
	if (n->used == 42)
		count++;
	free(n);
	return 0;
}
