/* Two threads that add to one tree race.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <search.h>
#include <stddef.h>

static void *root;
static int keys[2] = {1, 2};

static int compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void *other(void *unused)
{
	tsearch(&keys[1], &root, compare);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, other, NULL);
	tsearch(&keys[0], &root, compare);
	pthread_join(t, NULL);
	return 0;
}
