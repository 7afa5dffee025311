/* Both threads miss the other's store, which no release or acquire forbids.
 *
 * expect: assertion
 * options: --help-time 30
 * report: buffering):
 * report: f, release
 * report: Or put a seq_cst fence before the load at line 20 and before the load at line 30.
 * report: help  Make line 19 a seq_cst
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int x, y;
static int seen;

static void *f(void *p)
{
	atomic_store_explicit(&x, 1, memory_order_release);
	seen = atomic_load_explicit(&y, memory_order_acquire);
	return p;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, f, NULL);
	atomic_store_explicit(&y, 1, memory_order_release);
	int mine = atomic_load_explicit(&x, memory_order_acquire);
	pthread_join(t, NULL);
	assert(mine || seen);
}
