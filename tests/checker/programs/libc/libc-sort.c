/* What qsort changes is undone, also where the comparison is one of the steps that others can come between.
 *
 * expect: ok
 */
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static int few[4] = {3, 1, 2, 0}, many[50];
static atomic_int x;
static int comparisons;

static void *other(void *unused)
{
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	return unused;
}

static int compare(const void *a, const void *b)
{
	comparisons++;
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	return *(const int *)a - *(const int *)b;
}

static int compare_plain(const void *a, const void *b, void *sign)
{
	return *(int *)sign * (*(const int *)a - *(const int *)b);
}

int main(void)
{
	pthread_t t;
	int backwards = -1;

	assert(few[0] == 3 && few[3] == 0 && many[0] == 0);
	for (int i = 0; i < 50; i++)
		many[i] = i * 17 % 50;
	pthread_create(&t, NULL, other, NULL);
	qsort(few, 4, sizeof *few, compare);
	qsort_r(many, 50, sizeof *many, compare_plain, &backwards);
	assert(comparisons == 6); /* where an execution is taken up with other contents, others are made */
	for (int i = 0; i < 50; i++)
		assert(many[i] == 49 - i && (i >= 4 || few[i] == i));
	pthread_join(t, NULL);
	return 0;
}
