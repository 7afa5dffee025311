/*
 * Functions of <stdlib.h> that make numbers of text and text of numbers, and generators that the program
 * keeps.
 */
#include "rt/libc/described.h"

#include <inttypes.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#if __HAVE_FLOAT128
typedef _Float128 quad;
#else
typedef __float128 quad;
#endif

/* --- Numbers of text ------------------------------------------------------------------------------------ */

#define ARRAY_TO(type, name) DESCRIBED_ALSO(type, name, (const char *s), (s), TEXT(s))
ARRAY_TO(int, atoi)
ARRAY_TO(long, atol)
ARRAY_TO(long long, atoll)
ARRAY_TO(double, atof)
ARRAY_TO(long, a64l)
ARRAY_TO(int, rpmatch)

#define END(s, read) \
	read(s);     \
	IF_THERE(end, OUT(end, sizeof *end))

#define INTEGER_AS(type, name, char_type, read)                                                       \
	DESCRIBED_ALSO(type, name, (const char_type *restrict s, char_type **restrict end, int base), \
	               (s, end, base), END(s, read))
#define INTEGER_IN_LOCALE(type, name, char_type, read)                                                \
	DESCRIBED_ALSO(type, name,                                                                    \
	               (const char_type *restrict s, char_type **restrict end, int base, locale_t l), \
	               (s, end, base, l), END(s, read))
#define INTEGER_INTERNAL(type, name, char_type, read)                                                \
	DESCRIBED_ALSO(type, name,                                                                   \
	               (const char_type *restrict s, char_type **restrict end, int base, int group), \
	               (s, end, base, group), END(s, read))
#define FRACTION_AS(type, name, char_type, read)                                                      \
	DESCRIBED_ALSO(type, name, (const char_type *restrict s, char_type **restrict end), (s, end), \
	               END(s, read))
#define FRACTION_IN_LOCALE(type, name, char_type, read)                                                 \
	DESCRIBED_ALSO(type, name, (const char_type *restrict s, char_type **restrict end, locale_t l), \
	               (s, end, l), END(s, read))
#define FRACTION_INTERNAL(type, name, char_type, read)                                                 \
	DESCRIBED_ALSO(type, name, (const char_type *restrict s, char_type **restrict end, int group), \
	               (s, end, group), END(s, read))

#define OF_TEXT(X, type, name) X(type, strto##name, char, TEXT)
#define OF_WIDE(X, type, name) X(type, wcsto##name, wchar_t, WIDE)

#define EACH_INTEGER(X)      \
	X(long, l)           \
	X(unsigned long, ul) \
	X(long long, ll)     \
	X(unsigned long long, ull)
#define EACH_FRACTION(X) \
	X(float, f)      \
	X(double, d)     \
	X(long double, ld)
#define EACH_NAMED_FRACTION(X) \
	X(_Float32, f32)       \
	X(_Float64, f64)       \
	X(_Float32x, f32x)     \
	X(_Float64x, f64x)     \
	X(quad, f128)

/* The usual ones are in parsing.c. */
#define INTEGERS(type, n)                                             \
	INTEGER_IN_LOCALE(type, strto##n##_l, char, TEXT)             \
	INTEGER_IN_LOCALE(type, __strto##n##_l, char, TEXT)           \
	INTEGER_IN_LOCALE(type, __isoc23_strto##n##_l, char, TEXT)    \
	INTEGER_INTERNAL(type, __strto##n##_internal, char, TEXT)     \
	INTEGER_AS(type, wcsto##n, wchar_t, WIDE)                     \
	INTEGER_AS(type, __isoc23_wcsto##n, wchar_t, WIDE)            \
	INTEGER_IN_LOCALE(type, wcsto##n##_l, wchar_t, WIDE)          \
	INTEGER_IN_LOCALE(type, __wcsto##n##_l, wchar_t, WIDE)        \
	INTEGER_IN_LOCALE(type, __isoc23_wcsto##n##_l, wchar_t, WIDE) \
	INTEGER_INTERNAL(type, __wcsto##n##_internal, wchar_t, WIDE)
EACH_INTEGER(INTEGERS)

#define FRACTIONS(type, n)                                         \
	FRACTION_IN_LOCALE(type, strto##n##_l, char, TEXT)         \
	FRACTION_IN_LOCALE(type, __strto##n##_l, char, TEXT)       \
	FRACTION_INTERNAL(type, __strto##n##_internal, char, TEXT) \
	FRACTION_AS(type, wcsto##n, wchar_t, WIDE)                 \
	FRACTION_IN_LOCALE(type, wcsto##n##_l, wchar_t, WIDE)      \
	FRACTION_IN_LOCALE(type, __wcsto##n##_l, wchar_t, WIDE)    \
	FRACTION_INTERNAL(type, __wcsto##n##_internal, wchar_t, WIDE)
EACH_FRACTION(FRACTIONS)

#define NAMED_FRACTIONS(type, n)                           \
	FRACTION_AS(type, strto##n, char, TEXT)            \
	FRACTION_IN_LOCALE(type, strto##n##_l, char, TEXT) \
	FRACTION_AS(type, wcsto##n, wchar_t, WIDE)         \
	FRACTION_IN_LOCALE(type, wcsto##n##_l, wchar_t, WIDE)
EACH_NAMED_FRACTION(NAMED_FRACTIONS)

FRACTION_INTERNAL(quad, __strtof128_internal, char, TEXT)
FRACTION_INTERNAL(quad, __wcstof128_internal, wchar_t, WIDE)
INTEGER_AS(long long, strtoq, char, TEXT)
INTEGER_AS(unsigned long long, strtouq, char, TEXT)
INTEGER_AS(long long, wcstoq, wchar_t, WIDE)
INTEGER_AS(unsigned long long, wcstouq, wchar_t, WIDE)
INTEGER_AS(intmax_t, wcstoimax, wchar_t, WIDE)
INTEGER_AS(uintmax_t, wcstoumax, wchar_t, WIDE)
INTEGER_AS(intmax_t, __isoc23_wcstoimax, wchar_t, WIDE)
INTEGER_AS(uintmax_t, __isoc23_wcstoumax, wchar_t, WIDE)

/* --- Text of numbers ------------------------------------------------------------------------------------ */

#define FROM(type, s)                                                                         \
	DESCRIBED_ALSO(int, strfrom##s,                                                       \
	               (char *restrict to, size_t room, const char *restrict format, type x), \
	               (to, room, format, x), {                                               \
			       TEXT(format);                                                  \
			       int n = ASKED(int, REAL(strfrom##s)(NULL, 0, format, x));      \
			       if (n >= 0)                                                    \
				       OUT(to, described_least((size_t)n + 1, room));         \
		       })
FROM(double, d)
FROM(float, f)
FROM(long double, l)
EACH_NAMED_FRACTION(FROM)

#define LONGEST 8192 /* that any number of digits becomes; libc itself limits it to fewer */

#define PUTS(name, type)                                                                \
	DESCRIBED_ALSO(char *, name, (type x, int digits, char *to), (x, digits, to), { \
		char trial[LONGEST];                                                    \
		(void)ASKED(char *, REAL(name)(x, digits, trial));                      \
		OUT(to, strnlen(trial, LONGEST - 1) + 1);                               \
	})
PUTS(gcvt, double)
PUTS(qgcvt, long double)

#define PUTS_DIGITS(name, type)                                                                         \
	DESCRIBED_ALSO(int, name,                                                                       \
	               (type x, int digits, int *restrict point, int *restrict sign, char *restrict to, \
	                size_t room),                                                                   \
	               (x, digits, point, sign, to, room), {                                            \
			       char trial[LONGEST];                                                     \
			       int p, s;                                                                \
			       int bad = ASKED(int, REAL(name)(x, digits, &p, &s, trial,                \
		                                               described_least(room, LONGEST)));        \
			       OUT(point, sizeof *point);                                               \
			       OUT(sign, sizeof *sign);                                                 \
			       if (!bad)                                                                \
				       OUT(to, strnlen(trial, LONGEST - 1) + 1);                        \
		       })
PUTS_DIGITS(ecvt_r, double)
PUTS_DIGITS(fcvt_r, double)
PUTS_DIGITS(qecvt_r, long double)
PUTS_DIGITS(qfcvt_r, long double)

/* These return memory of libc's own, which each of their calls overwrites: here it is the runtime's. */
static char digits_of_last[LONGEST] ALONE;

#define RETURNS_DIGITS(name, type)                                                                    \
	char *name(type x, int digits, int *restrict point, int *restrict sign);                      \
	int name##_r(type, int, int *restrict, int *restrict, char *restrict, size_t);                \
	INTERPOSE(char *, name)(type x, int digits, int *restrict point, int *restrict sign)          \
	{                                                                                             \
		const uint64_t pc = RETURN_ADDRESS;                                                   \
		OUT(point, sizeof *point);                                                            \
		OUT(sign, sizeof *sign);                                                              \
		OUT(digits_of_last, described_least(digits < 0 ? 1 : (size_t)digits + 400, LONGEST)); \
		(void)ASKED(int, REAL(name##_r)(x, digits, point, sign, digits_of_last, LONGEST));    \
		return digits_of_last;                                                                \
	}
RETURNS_DIGITS(ecvt, double)
RETURNS_DIGITS(fcvt, double)
RETURNS_DIGITS(qecvt, long double)
RETURNS_DIGITS(qfcvt, long double)

INTERPOSE(char *, l64a)(long n)
{
	const uint64_t pc = RETURN_ADDRESS;
	static char text[8] ALONE;

	OUT(text, sizeof text);
	rt_copy(text, ASKED(char *, REAL(l64a)(n)), 7);
	return text;
}

INTERPOSE(int, getsubopt)(char **restrict options, char *const *restrict tokens, char **restrict value)
{
	const uint64_t pc = RETURN_ADDRESS;

	OUT(options, sizeof *options);
	OUT(value, sizeof *value);
	size_t n = TEXT(*options);
	for (size_t i = 0; tokens[i]; i++)
		TEXT(tokens[i]);
	for (size_t i = 0; i < n; i++)
		if ((*options)[i] == ',') {
			OUT(*options + i, 1);
			break;
		}
	return ASKED(int, REAL(getsubopt)(options, tokens, value));
}

/* --- Generators ----------------------------------------------------------------------------------------- */

#define DRAWS(name, type)                                                               \
	DESCRIBED(int, name, (struct drand48_data * state, type * next), (state, next), \
	          OUT(state, sizeof *state);                                            \
	          OUT(next, sizeof *next))
#define DRAWS_FROM(name, type)                                                              \
	DESCRIBED(int, name, (unsigned short x[3], struct drand48_data *state, type *next), \
	          (x, state, next), OUT(x, 6);                                              \
	          OUT(state, sizeof *state); OUT(next, sizeof *next))
DRAWS(drand48_r, double)
DRAWS(lrand48_r, long)
DRAWS(mrand48_r, long)
DRAWS_FROM(erand48_r, double)
DRAWS_FROM(nrand48_r, long)
DRAWS_FROM(jrand48_r, long)
DESCRIBED(int, srand48_r, (long seed, struct drand48_data *state), (seed, state), OUT(state, sizeof *state))
DESCRIBED(int, seed48_r, (unsigned short seed[3], struct drand48_data *state), (seed, state), IN(seed, 6);
          OUT(state, sizeof *state))
DESCRIBED(int, lcong48_r, (unsigned short seed[7], struct drand48_data *state), (seed, state), IN(seed, 14);
          OUT(state, sizeof *state))

/* The table, with the word before it, which says what kind it is. */
static void change(struct random_data *r, uint64_t pc)
{
	OUT(r, sizeof *r);
	if (r->state && r->rand_deg >= 0)
		OUT(r->state - 1, ((size_t)r->rand_deg + 1) * sizeof *r->state);
}

DESCRIBED(int, random_r, (struct random_data *restrict r, int32_t *restrict next), (r, next), change(r, pc);
          OUT(next, sizeof *next))
DESCRIBED(int, srandom_r, (unsigned seed, struct random_data *r), (seed, r), change(r, pc))
DESCRIBED(int, initstate_r, (unsigned seed, char *restrict table, size_t n, struct random_data *restrict r),
          (seed, table, n, r), OUT(r, sizeof *r);
          IF_THERE(r->state, OUT(r->state - 1, sizeof *r->state)); OUT(table, n))
DESCRIBED(int, setstate_r, (char *restrict table, struct random_data *restrict r), (table, r),
          OUT(r, sizeof *r);
          IF_THERE(r->state, OUT(r->state - 1, sizeof *r->state)); IN(table, sizeof *r->state))
