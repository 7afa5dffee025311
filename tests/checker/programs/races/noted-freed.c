/* A write like one that was made before, but to a block that was freed meanwhile.
 *
 * expect: use-after-free
 * report: freed here
 */
#include <stdlib.h>

struct node {
	struct node *next;
};

int main(void)
{
	struct node *p = malloc(sizeof *p);
	p->next = NULL;
	free(p);
	p->next = NULL;
	return 0;
}
