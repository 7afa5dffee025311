/* What the turns of a loop leave behind on the stack and in registers, and what nobody reads again, makes no other
 * state, with and without optimization. If it did there would be millions of executions.
 *
 * with: ok 2
 * with -DWAY=named: ok 2
 * with -DWAY=called: ok 91
 * with -DWAY=called_twice: ok 79
 * with -DWAY=exchanges: ok 2
 * with -DWAY=branches: ok 2
 */
#include "spin.h"

#ifndef WAY
#define WAY unnamed
#endif
#define STEPS 12

static atomic_int x;

static void unnamed(void)
{
	do {
		if (load(&x, acquire) == STEPS)
			break;
	} while (load(&x, relaxed) != 0);
}

static void named(void)
{
	for (;;) {
		int first = load(&x, acquire), second;
		if (first == STEPS)
			break;
		second = load(&x, relaxed);
		if (!second)
			break;
	}
}

static __attribute__((noinline)) int read_x(void)
{
	int v = load(&x, acquire);

	return v;
}

static void called(void)
{
	do {
		int v = read_x();
		if (v == STEPS)
			break;
	} while (read_x() != 0);
}

static __attribute__((noinline)) int is_over(void)
{
	int v = read_x();

	return v == STEPS || !v;
}

static void called_twice(void)
{
	while (!is_over() && !is_over())
		;
}

static void exchanges(void)
{
	int expected;

	do {
		if (load(&x, acquire) == STEPS)
			break;
		expected = STEPS + 1;
	} while (!atomic_compare_exchange_strong_explicit(&x, &expected, 0, memory_order_relaxed,
	                                                  memory_order_relaxed) && expected);
}

static void branches(void)
{
	int v, w;

	do {
		v = load(&x, acquire);
		if (v > 5)
			w = v - 5;
		else
			w = v + 1;
		if (w == STEPS - 5)
			break;
	} while (load(&x, relaxed) != 0);
}

static void *reader(void *unused)
{
	WAY();
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, reader, NULL);
	for (int i = 1; i <= STEPS; i++)
		store(&x, i, relaxed);
	pthread_join(t, NULL);
	return 0;
}
