/* The failures of an assertion in three copies of a function are one piece of code, which belongs to no line.
 *
 * expect: assertion
 * flags: -O2
 * report: 27 | assert(v != 1);
 * report: in check()
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_int x, y, z;

static void *set(void *unused)
{
	atomic_store(&x, 1);
	atomic_store(&y, 1);
	atomic_store(&z, 1);
	return unused;
}

static void check(int v)
{
	if (v == 7)
		abort();
	assert(v != 1);
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, set, NULL);
	check(atomic_load(&x));
	check(atomic_load(&y));
	check(atomic_load(&z));
	pthread_join(t, NULL);
	return 0;
}
