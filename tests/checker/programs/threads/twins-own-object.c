/* A thread may not do the same as another, although their pasts are: each has an object of its own.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int sum;
static _Thread_local atomic_int own;

static void *add(void *unused)
{
	atomic_store(&own, 1);
	atomic_fetch_add(&sum, atomic_load(&own));
	return unused;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, add, NULL);
	pthread_create(&b, NULL, add, NULL);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	assert(sum == 2);
	return 0;
}
