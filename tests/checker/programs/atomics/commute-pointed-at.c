/* The result is put into a variable of which a pointer was made before.
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

int main(void)
{
	pthread_t t;
	long value, *pointer = &value, found;

	pthread_create(&t, NULL, add, NULL);
	value = atomic_fetch_add(&count, 1);
	found = *pointer;
	pthread_join(t, NULL);
	assert(found * 8 + other * 2 + other != 8);
}
