/* The same with the count outside the object.
 *
 * expect: use-after-free
 * report: main brings `refs` to 0, and frees at
 * report: user adds to it after that
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_int refs = 1;
static int *object;

static void put(void)
{
	if (atomic_fetch_sub(&refs, 1) == 1)
		free(object);
}

static void *user(void *unused)
{
	int value = 0;

	if (atomic_load(&refs) > 0) {
		atomic_fetch_add(&refs, 1);
		value = *object;
		put();
	}
	return value ? unused : NULL;
}

int main(void)
{
	pthread_t t;

	object = malloc(sizeof *object);
	*object = 1;
	pthread_create(&t, NULL, user, NULL);
	put();
	pthread_join(t, NULL);
	return 0;
}
