/* Both accesses are on one line: it is said whose each is.
 *
 * expect: data-race
 * options: --help-time 30
 * report: race with :16 of f
 * report: race with :16 of main
 * report: help  Make line 16 an acquire load and line 17 a release fetch_add.
 */
#include <pthread.h>
#include <stdatomic.h>

static int n;
static atomic_int turn;
static void *f(void *p)
{
	int old = atomic_load_explicit(&turn, memory_order_relaxed); if (old % 2 == (p == 0)) n++;
	atomic_fetch_add_explicit(&turn, 1, memory_order_relaxed);
	return p;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, f, NULL);
	f(&n);
	pthread_join(t, NULL);
}
