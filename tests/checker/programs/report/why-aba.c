/* A compare-exchange succeeds though the value has been another in between.
 *
 * expect: assertion
 * report: main reads 1 from `top` at line 25, and its compare-exchange at line 27 finds 1 again.
 * report: f wrote 2 in between, at line 15, and f wrote 1 anew, at line 16 (ABA).
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int top = 1, changes;

static void *f(void *p)
{
	atomic_exchange(&top, 2);
	atomic_exchange(&top, 1);
	return p;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, f, NULL);
	int old = atomic_load(&top), same = old;
	int before = atomic_load(&changes);
	if (atomic_compare_exchange_strong(&top, &same, 3) && old == 1 && !before)
		atomic_fetch_add(&changes, 1);
	pthread_join(t, NULL);
	assert(atomic_load(&top) != 3);
}
