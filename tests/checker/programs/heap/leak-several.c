/* A list whose head is lost, and another block: how many, how much, and where the head and the other one come from.
 *
 * expect: leak
 * report: memory leak: 5 heap blocks, 164 bytes in all
 * report: thread make, in push()
 * report: called from make() at
 * report: allocated here: 100 bytes
 */
#include <pthread.h>
#include <stdlib.h>

struct node {
	struct node *next;
	long value;
};

static struct node *volatile list;

static void push(long value)
{
	struct node *n = malloc(sizeof *n);

	n->value = value;
	n->next = list;
	list = n;
}

static void *make(void *unused)
{
	for (long i = 0; i < 4; i++)
		push(i);
	list = NULL;
	return unused;
}

int main(void)
{
	pthread_t t;
	char *volatile other = malloc(100);

	pthread_create(&t, NULL, make, NULL);
	pthread_join(t, NULL);
	other = NULL;
	return 0;
}
