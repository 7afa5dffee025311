/* A destructor function runs when main has returned, and is checked.
 *
 * expect: assertion
 * report: at_end
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int x;

static void *set(void *unused)
{
	atomic_store(&x, 1);
	return unused;
}

__attribute__((destructor)) static void at_end(void)
{
	assert(atomic_load(&x) == 0);
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, set, NULL);
	return 0;
}
