/* Pushing to and popping from a stack with compare-exchange loops; one thread waits until it is not empty.
 *
 * with: ok 16
 * with -DBROKEN: livelock
 */
#include "spin.h"

struct node {
	struct node *next;
	int v;
};
static _Atomic(struct node *) top;
static struct node nodes[3];

static void push(struct node *n)
{
	struct node *t = load(&top, relaxed);
	do
		n->next = t;
	while (!cas(&top, &t, n, release, relaxed));
}

static struct node *pop(void)
{
	struct node *t = load(&top, acquire);
	while (t && !cas(&top, &t, t->next, acquire, acquire))
		;
	return t;
}

static void *pusher(void *p)
{
	push(&nodes[(long)p]);
	return p;
}

static void *popper(void *p)
{
	struct node *n;
#ifdef BROKEN
	while (!(n = pop()) || !(n = pop()) || !(n = pop()))
		;
#else
	while (!(n = pop()))
		;
#endif
	return p;
}

int main(void)
{
	RUN(pusher, pusher, popper);
	return 0;
}
