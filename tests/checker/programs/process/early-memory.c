/* What a constructor has allocated before main can hold a block that main allocates: it is not lost, in no execution.
 *
 * expect: ok 2
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct list {
	int *item;
	struct list *next;
};

static struct list *all;
static atomic_int n;

__attribute__((constructor)) static void prepare(void)
{
	all = calloc(1, sizeof *all);
	all->next = realloc(malloc(1), sizeof *all);
	all->next->item = NULL;
}

static void *count(void *unused)
{
	atomic_fetch_add(&n, 1);
	return unused;
}

int main(void)
{
	pthread_t t;

	assert(!all->item && !all->next->item);
	all->item = malloc(sizeof(int));
	*all->item = 1;
	pthread_create(&t, NULL, count, NULL);
	count(NULL);
	pthread_join(t, NULL);
	all->next->item = malloc(sizeof(int));
	return 0;
}
