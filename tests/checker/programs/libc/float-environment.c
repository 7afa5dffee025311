/* How a thread rounds and what exceptions it has raised is its own, inherited when it begins, and goes back
 * with the program.
 *
 * expect: ok 6
 * flags: -lm -frounding-math
 */
#include <assert.h>
#include <fenv.h>
#include <pthread.h>
#include <stdatomic.h>

/* A third is never exact. */
#define RAISED (FE_ALL_EXCEPT & ~FE_INEXACT)

static atomic_int x;
static volatile double one = 1, three = 3;
static volatile long double wide_one = 1, wide_three = 3;

static void check(int rounding, int raised)
{
	assert(fegetround() == rounding);
	assert(fetestexcept(RAISED) == raised);
	volatile double third = one / three, minus = -one / three;
	volatile long double wide = wide_one / wide_three, wide_minus = -wide_one / wide_three;
	assert((third > -minus) == (rounding == FE_UPWARD));
	assert((wide > -wide_minus) == (rounding == FE_UPWARD));
}

static void *rounds_down(void *unused)
{
	check(FE_UPWARD, FE_DIVBYZERO);
	fesetround(FE_TOWARDZERO);
	feclearexcept(FE_ALL_EXCEPT);
	atomic_fetch_add(&x, 1);
	check(FE_TOWARDZERO, 0);
	atomic_fetch_add(&x, 1);
	feraiseexcept(FE_OVERFLOW);
	return unused;
}

static void *rounds_up(void *unused)
{
	check(FE_UPWARD, FE_DIVBYZERO);
	feclearexcept(FE_ALL_EXCEPT);
	atomic_fetch_add(&x, 1);
	check(FE_UPWARD, 0);
	feclearexcept(FE_ALL_EXCEPT);
	feraiseexcept(FE_INVALID);
	atomic_fetch_add(&x, 1);
	assert(fetestexcept(RAISED) == FE_INVALID);
	return unused;
}

int main(void)
{
	pthread_t t, u;

	assert(fegetround() == FE_TONEAREST && fetestexcept(RAISED) == 0);
	fesetround(FE_UPWARD);
	feraiseexcept(FE_DIVBYZERO);
	assert(fetestexcept(RAISED) == FE_DIVBYZERO);
	pthread_create(&t, NULL, rounds_down, NULL);
	fesetround(FE_UPWARD);
	pthread_create(&u, NULL, rounds_up, NULL);
	fesetround(FE_TONEAREST);
	feclearexcept(FE_ALL_EXCEPT);
	check(FE_TONEAREST, 0);
	pthread_join(t, NULL);
	pthread_join(u, NULL);
	assert(fegetround() == FE_TONEAREST && fetestexcept(FE_OVERFLOW | FE_INVALID) == 0);
	return 0;
}
