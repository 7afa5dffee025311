/*
 * An interposed function without the rest of the runtime: which calls its body gets and which go on to the real
 * function, that these find all arguments as they were, and that the real function is looked up once.
 */
#include "rt/abi/interpose.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct runtime rt;
struct fiber *rt_fibers;
uint32_t rt_fiber_count;

static int failures, look_ups, bodies;

#define EXPECT(condition)                                         \
	do {                                                      \
		if (!(condition)) {                               \
			printf("%d: %s\n", __LINE__, #condition); \
			failures++;                               \
		}                                                 \
	} while (0)

/* --- The functions ------------------------------------------------------------------------------------ */

#define NUMBERS   int a, long b, int c, long d, int e, long f, int g, long h, int i, long j
#define FRACTIONS double k, float l, double m, float n, double o, float p, double q, float r, double s
#define VALUES    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0.1, 0.2f, 0.3, 0.4f, 0.5, 0.6f, 0.7, 0.8f, 0.9

double many(NUMBERS, FRACTIONS);
int any(const char *kinds, ...);
struct large {
	long values[5];
};
struct large returns_large(int first);
_Noreturn void leaves(int status);

static double their_many(NUMBERS, FRACTIONS)
{
	EXPECT(a == 1 && b == 2 && c == 3 && d == 4 && e == 5 && f == 6 && g == 7 && h == 8 && i == 9 &&
	       j == 10);
	EXPECT(k == 0.1 && l == 0.2f && m == 0.3 && n == 0.4f && o == 0.5 && p == 0.6f && q == 0.7 &&
	       r == 0.8f);
	return s;
}

static int their_any(const char *kinds, ...)
{
	va_list arguments;
	double sum = 0;

	va_start(arguments, kinds);
	for (; *kinds; kinds++)
		sum += *kinds == 'd' ? va_arg(arguments, double) : va_arg(arguments, int);
	va_end(arguments);
	return (int)sum;
}

static struct large their_returns_large(int first)
{
	return (struct large){{first, 2, 3, 4, 5}};
}

static _Noreturn void their_leaves(int status)
{
	exit(failures ? 1 : status);
}

INTERPOSE(double, many)(NUMBERS, FRACTIONS)
{
	bodies++;
	return REAL(many)(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s) + 1;
}

INTERPOSE(int, any)(const char *kinds, ...)
{
	bodies++;
	return -1;
}

INTERPOSE_CXX(struct large, returns_large)(int first)
{
	bodies++;
	struct large l = REAL_CXX(returns_large)(first);
	l.values[4] = (long)RETURN_ADDRESS;
	return l;
}

INTERPOSE(_Noreturn void, leaves)(int status)
{
	exit(3);
}

/* Leaves nothing in the registers for arguments. */
void *real_look_up(void **known, const char *name)
{
	char text[256];
	void *real = !strcmp(name, "many")            ? (void *)their_many
	             : !strcmp(name, "any")           ? (void *)their_any
	             : !strcmp(name, "returns_large") ? (void *)their_returns_large
	                                              : (void *)their_leaves;

	look_ups++;
	snprintf(text, sizeof text, "%d %d %d %d %d %d %f %f %f %f %f %f %f %f", 0, 0, 0, 0, 0, 0, 1.0, 1.0,
	         1.0, 1.0, 1.0, 1.0, 1.0, 1.0);
	/* relaxed: there is one thread */
	__atomic_store_n(known, real, __ATOMIC_RELAXED);
	return real;
}

/* --- The calls ---------------------------------------------------------------------------------------- */

static void check_go_on(int times)
{
	int (*volatile pointer)(const char *, ...) = any;

	for (int i = 0; i < times; i++) {
		EXPECT(many(VALUES) == 0.9);
		EXPECT(any("idid", 1, 2.0, 3, 4.0) == 10);
		EXPECT(pointer("dddddddddi", 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10) == 55);
		struct large l = returns_large(7);
		EXPECT(l.values[0] == 7 && l.values[4] == 5);
	}
}

int main(void)
{
	static char fiber; /* its address is all that is looked at */

	check_go_on(2);
	EXPECT(bodies == 0 && look_ups == 3);
	rt.current = (struct fiber *)(void *)&fiber;
	EXPECT(many(VALUES) == 1.9);
	EXPECT(any("i", 1) == -1);
	struct large l = returns_large(7);
	EXPECT(l.values[0] == 7);
	EXPECT(l.values[4] > (long)main &&
	       l.values[4] < (long)main + 4096); /* the body returns to where we called */
	EXPECT(bodies == 3 && look_ups == 5);    /* two by REAL */
	rt.below = 1;
	check_go_on(2);
	EXPECT(bodies == 3 && look_ups == 5);
	leaves(0);
}
