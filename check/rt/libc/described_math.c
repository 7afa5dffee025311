/* Functions of <math.h> and <fenv.h> that write where the program says, or read there; and signgam. */
#include "rt/libc/described.h"

#include <dlfcn.h>
#include <fenv.h>
#include <math.h>

/* Not each compiler that the runtime is built with has the type, but a program may. */
#if __HAVE_FLOAT128
typedef _Float128 quadruple;
#else
typedef __float128 quadruple;
#endif

#define EACH_TYPE(X)       \
	X(double, )        \
	X(float, f)        \
	X(long double, l)  \
	X(_Float32, f32)   \
	X(_Float64, f64)   \
	X(_Float32x, f32x) \
	X(_Float64x, f64x) \
	X(quadruple, f128)

#define WRITES_NUMBERS(T, s)                                                                               \
	DESCRIBED_ALSO(T, frexp##s, (T x, int *e), (x, e), OUT(e, sizeof *e))                              \
	DESCRIBED_ALSO(T, modf##s, (T x, T * whole), (x, whole), OUT(whole, sizeof *whole))                \
	DESCRIBED_ALSO(T, remquo##s, (T x, T y, int *bits), (x, y, bits), OUT(bits, sizeof *bits))         \
	DESCRIBED_ALSO(T, lgamma##s##_r, (T x, int *sign), (x, sign), OUT(sign, sizeof *sign))             \
	DESCRIBED_ALSO(T, nan##s, (const char *payload), (payload), TEXT(payload))                         \
	DESCRIBED_ALSO(T, getpayload##s, (const T *x), (x), IN(x, sizeof *x))                              \
	DESCRIBED_ALSO(int, setpayload##s, (T * to, T x), (to, x), OUT(to, sizeof *to))                    \
	DESCRIBED_ALSO(int, setpayloadsig##s, (T * to, T x), (to, x), OUT(to, sizeof *to))                 \
	DESCRIBED_ALSO(int, canonicalize##s, (T * to, const T *x), (to, x), IN(x, sizeof *x);              \
	               OUT(to, sizeof *to))                                                                \
	DESCRIBED_ALSO(int, totalorder##s, (const T *x, const T *y), (x, y), IN(x, sizeof *x);             \
	               IN(y, sizeof *y))                                                                   \
	DESCRIBED_ALSO(int, totalordermag##s, (const T *x, const T *y), (x, y), IN(x, sizeof *x);          \
	               IN(y, sizeof *y))                                                                   \
	void sincos##s(T, T *, T *);                                                                       \
	DESCRIBED_VOID(sincos##s, (T x, T * sine, T * cosine), (x, sine, cosine), OUT(sine, sizeof *sine); \
	               OUT(cosine, sizeof *cosine))

EACH_TYPE(WRITES_NUMBERS)

/* --- The sign of the last lgamma() ---------------------------------------------------------------------- */

/* libm's, or the copy of it that the program has: not each program has any. */
static int *sign_of_gamma(void)
{
	static int *found;

	if (!found)
		found = real_dlsym(RTLD_DEFAULT, "__signgam");
	return found;
}

#define WRITES_SIGN(T, name) \
	DESCRIBED_ALSO(T, name, (T x), (x), IF_THERE(sign_of_gamma(), OUT(sign_of_gamma(), sizeof(int))))
#define WRITES_SIGN_OF(T, s) WRITES_SIGN(T, lgamma##s)

EACH_TYPE(WRITES_SIGN_OF)
WRITES_SIGN(double, gamma)
WRITES_SIGN(float, gammaf)
WRITES_SIGN(long double, gammal)

/* --- The floating-point environment --------------------------------------------------------------------- */

DESCRIBED(int, fegetenv, (fenv_t * e), (e), OUT(e, sizeof *e))
DESCRIBED(int, feholdexcept, (fenv_t * e), (e), OUT(e, sizeof *e))
DESCRIBED(int, fesetenv, (const fenv_t *e), (e), IF_THERE((intptr_t)e > 0, IN(e, sizeof *e)))
DESCRIBED(int, feupdateenv, (const fenv_t *e), (e), IF_THERE((intptr_t)e > 0, IN(e, sizeof *e)))
DESCRIBED(int, fegetexceptflag, (fexcept_t * to, int which), (to, which), OUT(to, sizeof *to))
DESCRIBED(int, fesetexceptflag, (const fexcept_t *from, int which), (from, which), IN(from, sizeof *from))
DESCRIBED(int, fetestexceptflag, (const fexcept_t *from, int which), (from, which), IN(from, sizeof *from))
DESCRIBED(int, fegetmode, (femode_t * to), (to), OUT(to, sizeof *to))
DESCRIBED(int, fesetmode, (const femode_t *from), (from),
          IF_THERE((intptr_t)from > 0, IN(from, sizeof *from)))
