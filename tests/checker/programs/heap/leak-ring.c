/* Two blocks that point to each other, and nothing to them.
 *
 * expect: leak
 * report: memory leak: 2 heap blocks, 16 bytes in all
 */
#include <stdlib.h>

struct node {
	struct node *volatile other;
};

int main(void)
{
	struct node *a = malloc(sizeof *a), *b = malloc(sizeof *b);

	a->other = b;
	b->other = a;
	return 0;
}
