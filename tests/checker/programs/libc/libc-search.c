/* Tables, lists and trees of <search.h> are the program's: what is done to them is undone.
 *
 * expect: ok 2
 */
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <search.h>
#include <stdatomic.h>
#include <stddef.h>

struct item {
	struct item *next, *previous;
};

static atomic_int x;
static void *root;
static int keys[] = {2, 1, 3}, table[4], visited;
static size_t used;
static struct item first, second;

static void *setter(void *unused)
{
	atomic_store(&x, 1);
	return unused;
}

static int compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void visit(const void *node, VISIT when, int depth)
{
	const int *key = *(const int *const *)node;

	(void)depth;
	if (when == postorder || when == leaf)
		visited = visited * 10 + *key;
}

static void keep(void *key)
{
	(void)key;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, setter, NULL);
	atomic_load(&x);
	assert(!root && !used && !first.next && !visited);
	for (int i = 0; i < 3; i++) {
		assert(**(int **)tsearch(&keys[i], &root, compare) == keys[i]);
		assert(*(int *)lsearch(&keys[i], table, &used, sizeof table[0], compare) == keys[i]);
	}
	assert(used == 3 && lfind(&keys[1], table, &used, sizeof table[0], compare) == &table[1]);
	twalk(root, visit);
	assert(visited == 123);
	assert(tdelete(&keys[0], &root, compare));
	assert(!tfind(&keys[0], &root, compare) && tfind(&keys[2], &root, compare));
	tdestroy(root, keep);
	insque(&first, NULL);
	insque(&second, &first);
	assert(first.next == &second && second.previous == &first);
	remque(&second);
	assert(!first.next);
	pthread_join(t, NULL);
	return 0;
}
