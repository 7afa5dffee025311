/* A counter that is read while it is added to: somebody sees it in between.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int count;

static void *add(void *unused)
{
	atomic_fetch_add(&count, 1);
	return unused;
}

int main(void)
{
	pthread_t one, two;

	pthread_create(&one, NULL, add, NULL);
	pthread_create(&two, NULL, add, NULL);
	assert(atomic_load(&count) != 1);
	pthread_join(one, NULL);
	pthread_join(two, NULL);
	return 0;
}
