/* A thread walks along a list that is still growing.
 *
 * with: ok 1 2
 * with -DBROKEN: livelock
 */
#include "spin.h"

struct node {
	_Atomic(struct node *) next;
	int v;
};
static struct node n[3];
static struct node head;

static void *linker(void *p)
{
	n[0].v = 1;
	store(&head.next, &n[0], release);
	n[1].v = 2;
	store(&n[0].next, &n[1], release);
#ifndef BROKEN
	n[2].v = 3;
	store(&n[1].next, &n[2], release);
#endif
	return p;
}

static void *walk(void *p)
{
	struct node *x;
	for (;;) {
		x = &head;
		struct node *y;
		while ((y = load(&x->next, acquire)))
			x = y;
		if (x == &n[2])
			break;
	}
	assert(x->v == 3);
	return p;
}

int main(void)
{
	RUN(linker, walk);
	return 0;
}
