/* A reader that tries again until nobody wrote in between.
 *
 * with: ok
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_uint seq;
static atomic_int a, b;

static void *writer(void *p)
{
	for (int i = 1; i <= 1; i++) {
		unsigned s = load(&seq, relaxed);
		store(&seq, s + 1, relaxed);
		atomic_thread_fence(memory_order_release);
		store(&a, i, relaxed);
		store(&b, i, relaxed);
#ifndef BROKEN
		store(&seq, s + 2, release);
#endif
	}
	return p;
}

static void *reader(void *p)
{
	unsigned s, e;
	int x, y;
	do {
		s = load(&seq, acquire);
		x = load(&a, relaxed);
		y = load(&b, relaxed);
		atomic_thread_fence(memory_order_acquire);
		e = load(&seq, relaxed);
	} while ((s & 1) || s != e);
	assert(x == y);
	return p;
}

int main(void)
{
	RUN(writer, reader);
	return 0;
}
