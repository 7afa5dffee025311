/* Plain memory that functions of libc write and read. */
#ifndef CONSTRUCTS_LIBC_H
#define CONSTRUCTS_LIBC_H
#include <arpa/inet.h>
#include <ctype.h>
#include <math.h>
#include <signal.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

static const char *const numerals[] = {"0", "1", "2", "3", "4", "5", "6", "7"};
static const wchar_t *const wide_numerals[] = {L"0", L"1", L"2", L"3", L"4", L"5", L"6", L"7"};

/* --- An int ------------------------------------------------------------------------------------------- */

typedef int number;

WRITER number_write_frexp(number *n, int v)
{
	volatile double d = ldexp(0.5, v);
	volatile double f = frexp(d, n);
	(void)f;
}

WRITER number_write_frexpf(number *n, int v)
{
	volatile float d = ldexpf(0.5f, v), f = frexpf(d, n);
	(void)f;
}

WRITER number_write_frexpl(number *n, int v)
{
	volatile long double d = ldexpl(0.5l, v), f = frexpl(d, n);
	(void)f;
}

WRITER number_write_remquo(number *n, int v)
{
	volatile double d = v, e = 1, f = remquo(d, e, n);
	(void)f;
}

WRITER number_write_lgamma(number *n, int v)
{
	int sign;
	volatile double d = 2.5, f = lgamma_r(d, &sign);
	(void)f;
	*n = v * sign;
}

WRITER number_write_length(number *n, int v)
{
	char text[32];
	snprintf(text, sizeof text, "%.*s%n", v, "abcdefgh", n);
}

WRITER number_write_numbered_length(number *n, int v)
{
	char text[32];
	snprintf(text, sizeof text, "%1$.*2$s%3$n", "abcdefgh", v, n);
}

WRITER number_write_sscanf(number *n, int v)
{
	sscanf(numerals[v], "%d", n);
}

WRITER number_write_sscanf_length(number *n, int v)
{
	int unused;
	const char *const texts[] = {"", "7", "77", "777", "7777", "77777", "777777", "7777777"};
	sscanf(texts[v], "%d%n", &unused, n);
}

WRITER number_write_swab(number *n, int v)
{
	const char from[4] = {0, (char)v, 0, 0};
	swab(from, n, 4);
}

READER number_read_value(number *n)
{
	return *n;
}

READER number_read_memcmp(number *n)
{
	for (int v = 0; v < 8; v++)
		if (!memcmp(n, &v, sizeof v))
			return v;
	return -1;
}

READER number_read_swab(number *n)
{
	char to[4];
	swab(n, to, 4);
	return to[1];
}

READER number_read_memchr(number *n)
{
	for (int v = 7; v > 0; v--)
		if (memchr(n, v, sizeof *n) == n)
			return v;
	return 0;
}

/* --- A double ----------------------------------------------------------------------------------------- */

typedef double real;

WRITER real_write_modf(real *r, int v)
{
	volatile double d = v + 0.25, f = modf(d, r);
	(void)f;
}

WRITER real_write_sscanf(real *r, int v)
{
	sscanf(numerals[v], "%lf", r);
}

WRITER real_write_sincos(real *r, int v)
{
	double s;
	volatile double d = 0;
	sincos(d, &s, r);
	*r *= v;
}

WRITER real_write_strtod(real *r, int v)
{
	*r = strtod(numerals[v], NULL);
}

READER real_read_value(real *r)
{
	return (int)*r;
}

READER real_read_nan(real *r)
{
	real copy;
	memcpy(&copy, r, sizeof copy);
	return (int)copy;
}

/* --- Text --------------------------------------------------------------------------------------------- */

typedef char text[32];

WRITER text_write_strcpy(text *t, int v)
{
	strcpy(*t, numerals[v]);
}

WRITER text_write_strncpy(text *t, int v)
{
	strncpy(*t, numerals[v], 9);
}

WRITER text_write_stpcpy(text *t, int v)
{
	stpcpy(*t, numerals[v]);
}

WRITER text_write_stpncpy(text *t, int v)
{
	stpncpy(*t, numerals[v], 9);
}

WRITER text_write_strcat(text *t, int v)
{
	(*t)[0] = 0;
	strcat(*t, numerals[v]);
}

WRITER text_write_strncat(text *t, int v)
{
	(*t)[0] = 0;
	strncat(*t, numerals[v], 1);
}

WRITER text_write_sprintf(text *t, int v)
{
	sprintf(*t, "%d", v);
}

WRITER text_write_snprintf(text *t, int v)
{
	snprintf(*t, sizeof *t, "%d", v);
}

WRITER text_write_memccpy(text *t, int v)
{
	memccpy(*t, numerals[v], 0, 9);
}

WRITER text_write_mempcpy(text *t, int v)
{
	mempcpy(*t, numerals[v], 2);
}

WRITER text_write_bcopy(text *t, int v)
{
	bcopy(numerals[v], *t, 2);
}

WRITER text_write_gcvt(text *t, int v)
{
	gcvt(v, 3, *t);
}

WRITER text_write_strfromd(text *t, int v)
{
	strfromd(*t, sizeof *t, "%.0f", v);
}

WRITER text_write_strftime(text *t, int v)
{
	struct tm tm;
	memset(&tm, 0, sizeof tm);
	tm.tm_wday = v;
	strftime(*t, sizeof *t, "%w", &tm);
}

WRITER text_write_inet_ntop(text *t, int v)
{
	unsigned char address[4] = {(unsigned char)v, 0, 0, 0};
	inet_ntop(AF_INET, address, *t, sizeof *t);
}

WRITER text_write_sscanf(text *t, int v)
{
	sscanf(numerals[v], "%31s", *t);
}

WRITER text_write_wcstombs(text *t, int v)
{
	wcstombs(*t, wide_numerals[v], sizeof *t);
}

WRITER text_write_strxfrm(text *t, int v)
{
	strxfrm(*t, numerals[v], sizeof *t);
}

READER text_read_atoi(text *t)
{
	return atoi(*t);
}

READER text_read_strtol(text *t)
{
	return (int)strtol(*t, NULL, 10);
}

READER text_read_strtod(text *t)
{
	return (int)strtod(*t, NULL);
}

READER text_read_sscanf(text *t)
{
	int v = 0;
	sscanf(*t, "%d", &v);
	return v;
}

READER text_read_strcmp(text *t)
{
	for (int v = 1; v < 8; v++)
		if (!strncmp(*t, numerals[v], 1))
			return v;
	return 0;
}

READER text_read_strspn(text *t)
{
	for (int v = 1; v < 8; v++)
		if (strspn(*t, numerals[v]))
			return v;
	return 0;
}

READER text_read_strpbrk(text *t)
{
	for (int v = 1; v < 8; v++)
		if (strpbrk(*t, numerals[v]) == *t)
			return v;
	return 0;
}

READER text_read_strchr(text *t)
{
	for (int v = 1; v < 8; v++)
		if (strchr(*t, '0' + v) == *t)
			return v;
	return 0;
}

READER text_read_strstr(text *t)
{
	for (int v = 1; v < 8; v++)
		if (strstr(*t, numerals[v]) == *t)
			return v;
	return 0;
}

READER text_read_strcasecmp(text *t)
{
	for (int v = 1; v < 8; v++)
		if (!strncasecmp(*t, numerals[v], 1))
			return v;
	return 0;
}

READER text_read_strdup(text *t)
{
	char *copy = strdup(*t);
	int v = copy ? atoi(copy) : -1;
	free(copy);
	return v;
}

READER text_read_snprintf(text *t)
{
	char copy[40];
	snprintf(copy, sizeof copy, "%s", *t);
	return atoi(copy);
}

READER text_read_mbstowcs(text *t)
{
	wchar_t wide[40];
	mbstowcs(wide, *t, 40);
	return wide[0] ? (int)(wide[0] - L'0') : 0;
}

/* --- Wide text ---------------------------------------------------------------------------------------- */

typedef wchar_t wide_text[16];

WRITER wide_text_write_wcscpy(wide_text *t, int v)
{
	wcscpy(*t, wide_numerals[v]);
}

WRITER wide_text_write_wcpcpy(wide_text *t, int v)
{
	wcpcpy(*t, wide_numerals[v]);
}

WRITER wide_text_write_wcsncpy(wide_text *t, int v)
{
	wcsncpy(*t, wide_numerals[v], 5);
}

WRITER wide_text_write_wmemcpy(wide_text *t, int v)
{
	wmemcpy(*t, wide_numerals[v], 2);
}

WRITER wide_text_write_wmempcpy(wide_text *t, int v)
{
	wmempcpy(*t, wide_numerals[v], 2);
}

WRITER wide_text_write_swprintf(wide_text *t, int v)
{
	swprintf(*t, 16, L"%d", v);
}

WRITER wide_text_write_mbstowcs(wide_text *t, int v)
{
	mbstowcs(*t, numerals[v], 16);
}

WRITER wide_text_write_wmemset(wide_text *t, int v)
{
	wmemset(*t, L'0' + v, 1);
}

READER wide_text_read_wcstol(wide_text *t)
{
	return (int)wcstol(*t, NULL, 10);
}

READER wide_text_read_wcschr(wide_text *t)
{
	for (int v = 1; v < 8; v++)
		if (wcschr(*t, L'0' + v) == *t)
			return v;
	return 0;
}

READER wide_text_read_wmemcmp(wide_text *t)
{
	for (int v = 1; v < 8; v++)
		if (!wmemcmp(*t, wide_numerals[v], 1))
			return v;
	return 0;
}

/* --- A pointer to where parsing ended ----------------------------------------------------------------- */

typedef char *end;

static char rows[8][8] = {"", "1", "22", "333", "4444", "55555", "666666", "7777777"};
static wchar_t wide_rows[8][8] = {L"", L"1", L"22", L"333", L"4444", L"55555", L"666666", L"7777777"};

WRITER end_write_strtol(end *e, int v)
{
	strtol(rows[v], e, 10);
}

WRITER end_write_strtoul(end *e, int v)
{
	strtoul(rows[v], e, 10);
}

WRITER end_write_strtoll(end *e, int v)
{
	strtoll(rows[v], e, 10);
}

WRITER end_write_strtod(end *e, int v)
{
	strtod(rows[v], e);
}

WRITER end_write_strtof(end *e, int v)
{
	strtof(rows[v], e);
}

WRITER end_write_strtold(end *e, int v)
{
	strtold(rows[v], e);
}

WRITER end_write_strtoull(end *e, int v)
{
	strtoull(rows[v], e, 10);
}

WRITER end_write_strsep(end *e, int v)
{
	*e = rows[v] + v; /* strsep leaves NULL behind the last token */
	strsep(e, ":");
	*e = rows[v] + v;
}

READER end_read_value(end *e)
{
	return *e ? (int)(*e - rows[0]) / 8 : 0;
}

typedef wchar_t *wide_end;

WRITER wide_end_write_wcstol(wide_end *e, int v)
{
	wcstol(wide_rows[v], e, 10);
}

WRITER wide_end_write_wcstod(wide_end *e, int v)
{
	wcstod(wide_rows[v], e);
}

WRITER wide_end_write_wcstoul(wide_end *e, int v)
{
	wcstoul(wide_rows[v], e, 10);
}

READER wide_end_read_value(wide_end *e)
{
	return *e ? (int)(*e - wide_rows[0]) / 8 : 0;
}

/* --- Structs of libc's -------------------------------------------------------------------------------- */

WRITER sigset_t_write_added(sigset_t *s, int v)
{
	sigemptyset(s);
	sigaddset(s, v);
}

WRITER sigset_t_write_deleted(sigset_t *s, int v)
{
	sigfillset(s);
	for (int k = 1; k < 9; k++)
		if (k != v)
			sigdelset(s, k);
}

READER sigset_t_read_members(sigset_t *s)
{
	for (int v = 1; v < 8; v++)
		if (sigismember(s, v))
			return v;
	return 0;
}

typedef struct in_addr address;

WRITER address_write_inet_aton(address *a, int v)
{
	const char *const texts[] = {"0.0.0.0", "1.0.0.0", "2.0.0.0", "3.0.0.0",
	                             "4.0.0.0", "5.0.0.0", "6.0.0.0", "7.0.0.0"};
	inet_aton(texts[v], a);
}

WRITER address_write_inet_pton(address *a, int v)
{
	const char *const texts[] = {"0.0.0.0", "1.0.0.0", "2.0.0.0", "3.0.0.0",
	                             "4.0.0.0", "5.0.0.0", "6.0.0.0", "7.0.0.0"};
	inet_pton(AF_INET, texts[v], a);
}

READER address_read_value(address *a)
{
	return *(unsigned char *)&a->s_addr;
}

READER address_read_inet_ntop(address *a)
{
	char copy[40];
	return inet_ntop(AF_INET, a, copy, sizeof copy) ? atoi(copy) : -1;
}

typedef struct tm broken_time;

WRITER broken_time_write_gmtime_r(broken_time *t, int v)
{
	time_t seconds = (v - 1) * 86400;
	gmtime_r(&seconds, t);
}

WRITER broken_time_write_strptime(broken_time *t, int v)
{
	strptime(numerals[v], "%d", t);
}

READER broken_time_read_day(broken_time *t)
{
	return t->tm_mday;
}

READER broken_time_read_strftime(broken_time *t)
{
	char copy[40];
	strftime(copy, sizeof copy, "%d", t);
	return atoi(copy);
}

typedef ldiv_t divided;

WRITER divided_write_ldiv(divided *d, int v)
{
	volatile long n = 9 * v + v, by = 9;
	*d = ldiv(n, by);
}

READER divided_read_quotient(divided *d)
{
	return d->quot == d->rem ? (int)d->rem : -1;
}

/* --- What libc keeps for each thread ------------------------------------------------------------------ */

#include <errno.h>
#include <fenv.h>

/*
 * A thread that begins finds it as it is initially, apart from the floating-point environment, which it has
 * from its creator; then it changes some of it.
 */
UNUSED static void fresh_thread(int changes, int inherits)
{
	assert(errno == 0);
	if (!inherits) {
		assert(fegetround() == FE_TONEAREST);
		assert(fetestexcept(FE_ALL_EXCEPT) == 0);
	}
	if (changes & 1)
		strtol("99999999999999999999999", NULL, 10);
	if (changes & 2)
		fesetround(FE_UPWARD);
	if (changes & 4)
		feraiseexcept(FE_DIVBYZERO);
	if (changes & 8) {
		volatile double d = -1, e = log(d);
		(void)e;
	}
}

#endif
