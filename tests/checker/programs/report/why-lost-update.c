/* Two threads read the same value, and both write back.
 *
 * expect: assertion
 * report: main and f both read the same 5 from `n` and then write to it, at line 25 and line 15: one
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int n = 5;

static void *f(void *p)
{
	int v = atomic_load(&n);
	atomic_store(&n, v + 1);
	return p;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, f, NULL);
	int v = atomic_load(&n);
	atomic_store(&n, v + 1);
	pthread_join(t, NULL);
	assert(atomic_load(&n) == 7);
}
