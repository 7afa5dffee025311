/* What a loop read last is read again, though not in the loop: turns that differ in it are not the same state. Where it lies
 * may look as if nobody needed it. Each way is wrong only if the loop saw 2 before it saw the end.
 *
 * with -DWAY=on_one_path: assertion
 * with -DWAY=by_pointer: assertion
 * with -DWAY=by_global_pointer: assertion
 * with -DWAY=in_caller: assertion
 * with -DWAY=in_next_round: assertion
 * with -DWAY=as_seventh_argument: assertion
 * with -DWAY=in_struct: assertion
 * with -DWAY=in_part: assertion
 * with -DWAY=in_array: assertion
 * with -DWAY=by_assembly: assertion
 * with -DWAY=after_long_jump: assertion
 * with -DWAY=by_switch: assertion
 * with -DWAY=beside_alloca: assertion
 * with -DWAY=as_variable_argument: assertion
 * with -DWAY=by_expected: assertion
 * with -DWAY=in_callers_register: assertion
 */
#include "spin.h"

#include <alloca.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#define END 9

static atomic_int x;
static volatile int always = 1;
static int *outside;

#define NOINLINE __attribute__((noinline))

static void check(int last)
{
	assert(last != 2);
}

static NOINLINE int read_x(void)
{
	return load(&x, relaxed);
}

static NOINLINE void on_one_path(void)
{
	int v, last = 0;

	while ((v = load(&x, relaxed)) != END)
		last = v;
	if (always)
		check(last);
}

static NOINLINE void by_pointer(void)
{
	int v, last = 0, *p = &last;

	while ((v = load(&x, relaxed)) != END)
		last = v;
	check(*p);
}

static NOINLINE void check_outside(void)
{
	check(*outside);
}

static NOINLINE void by_global_pointer(void)
{
	int v, last = 0;

	outside = &last;
	while ((v = load(&x, relaxed)) != END)
		last = v;
	check_outside();
	last = 0;
}

static NOINLINE void wait_for_end(int *last)
{
	int v;

	while ((v = load(&x, relaxed)) != END)
		*last = v;
}

static NOINLINE void in_caller(void)
{
	int last = 0;

	wait_for_end(&last);
	check(last);
}

static NOINLINE void in_next_round(void)
{
	int last = 0;

	for (int round = 0; round < 2; round++) {
		int v;
		if (round)
			check(last);
		while ((v = load(&x, relaxed)) != END)
			last = v;
	}
}

/* The seventh argument lies in the caller's frame. */
static NOINLINE int seventh(int a, int b, int c, int d, int e, int f, int last)
{
	int v = load(&x, relaxed);

	if (v == END)
		check(last);
	return a + b + c + d + e + f ? v : 0;
}

static NOINLINE void as_seventh_argument(void)
{
	int v = 0;

	while ((v = seventh(1, 2, 3, 4, 5, 6, v)) != END)
		;
}

struct pair {
	int first, last;
};

static NOINLINE void in_struct(void)
{
	struct pair p = {0, 0}, copy;
	int v;

	while ((v = load(&x, relaxed)) != END)
		p.last = v;
	copy = p;
	check(copy.last);
}

static NOINLINE void check_pair(int *first)
{
	struct pair p;

	memcpy(&p, first, sizeof p);
	check(p.last);
}

static NOINLINE void in_part(void)
{
	struct pair p = {0, 0};
	int v;

	while ((v = load(&x, relaxed)) != END)
		p.last = v;
	check_pair(&p.first);
}

static NOINLINE void in_array(void)
{
	int seen[4] = {0}, i = always;

	for (int v; (v = load(&x, relaxed)) != END;)
		seen[1] = v;
	check(seen[i]);
}

static NOINLINE void by_assembly(void)
{
	int v, last = 0, copy = 0;

	while ((v = load(&x, relaxed)) != END)
		last = v;
#if defined(__x86_64__)
	__asm__("movl %1, %0" : "=r"(copy) : "m"(last));
#else
	copy = last;
#endif
	check(copy);
}

static jmp_buf before;

static NOINLINE void jump(void)
{
	longjmp(before, 1);
}

static NOINLINE void after_long_jump(void)
{
	volatile int last = 0, jumped = 0;

	if (setjmp(before)) {
		check(last);
		return;
	}
	for (int v; (v = load(&x, relaxed)) != END;)
		last = v;
	if (!jumped) {
		jumped = 1;
		jump();
	}
	last = 0;
}

static NOINLINE void by_switch(void)
{
	int v, last = 0;

	while ((v = load(&x, relaxed)) != END)
		last = v;
	switch (always) {
	case 1: check(last); break;
	case 2: always = 7; break;
	case 3: always = 3; break;
	case 4: always = 9; break;
	case 5: always = 1; break;
	case 6: always = 4; break;
	}
}

static NOINLINE void beside_alloca(void)
{
	int v, last = 0;
	volatile char *room = alloca((size_t)always * 16);

	room[0] = 1;
	while ((v = load(&x, relaxed)) != END)
		last = v;
	check(last);
}

static NOINLINE int variable(int n, ...)
{
	va_list arguments;
	int v = load(&x, relaxed), last = 0;

	va_start(arguments, n);
	for (int i = 0; v == END && i < n; i++)
		last = va_arg(arguments, int);
	va_end(arguments);
	check(last);
	return v;
}

static NOINLINE void as_variable_argument(void)
{
	int v = 0;

	while ((v = variable(8, 0, 0, 0, 0, 0, 0, 0, v)) != END)
		;
}

static NOINLINE void by_expected(void)
{
	int expected = END, last = 0;

	while (!cas(&x, &expected, END, relaxed, relaxed)) {
		last = expected;
		expected = END;
	}
	check(last);
}

static NOINLINE void in_callers_register(void)
{
	int v, last = 0;

	while ((v = read_x()) != END)
		last = v;
	check(last);
}

static void *reader(void *unused)
{
	WAY();
	return unused;
}

static void *writer(void *unused)
{
	store(&x, 1, relaxed);
	store(&x, 2, relaxed);
	store(&x, END, relaxed);
	return unused;
}

int main(void)
{
	RUN(reader, writer);
}
