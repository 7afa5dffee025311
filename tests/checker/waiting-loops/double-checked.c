/* A pointer that is looked at before and after the lock is taken.
 *
 * with: ok 4
 * with -DBROKEN: livelock
 */
#include "spin.h"

static _Atomic(int *) obj;
static atomic_flag l = ATOMIC_FLAG_INIT;
static int v;

static int *get(void)
{
	int *p = load(&obj, acquire);
	if (!p) {
		while (atomic_flag_test_and_set_explicit(&l, memory_order_acquire))
			;
		p = load(&obj, relaxed);
		if (!p) {
			v = 42;
			p = &v;
			store(&obj, p, release);
		}
#ifndef BROKEN
		atomic_flag_clear_explicit(&l, memory_order_release);
#endif
	}
	return p;
}

static void *run(void *p)
{
	assert(*get() == 42);
	return p;
}

int main(void)
{
	RUN(run, run);
	return 0;
}
