/* What is not known of a function of libc does no harm, and is said.
 *
 * expect: ok 2
 * report: of the C library does to memory is not checked
 */
#include <assert.h>
#include <pthread.h>
#include <search.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_int x;
static void *root;
static int key;

static void *other(void *unused)
{
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	return unused;
}

static int compare(const void *a, const void *b)
{
	return a < b ? -1 : a > b;
}

int main(void)
{
	pthread_t t;

	assert(!root);
	pthread_create(&t, NULL, other, NULL);
	assert(tsearch(&key, &root, compare));
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	assert(root);
	tdelete(&key, &root, compare);
	tsearch(&key, &root, compare);
	pthread_join(t, NULL);
	return 0;
}
