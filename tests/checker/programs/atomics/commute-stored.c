/* The result is put into memory, from which it is read otherwise than by its name.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_long count, other;

static void *add(void *a)
{
	atomic_fetch_add(&count, 1);
	return a;
}

struct three {
	long a[3];
};

static long second(struct three t)
{
	return t.a[1];
}

int main(void)
{
	pthread_t t;
	struct three all = {{1, 2, 3}};

	pthread_create(&t, NULL, add, NULL);
	all.a[1] = atomic_fetch_add(&count, 1);
	long found = second(all);
	pthread_join(t, NULL);
	assert(found != 1);
}
