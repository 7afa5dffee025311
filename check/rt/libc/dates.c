/*
 * What libc makes of a time in memory of its own, one for all threads: two threads that ask at the same time
 * race. Nothing announces that memory, neither that it is written nor where it is.
 */
#include "rt/libc/dates.h"

#include "rt/abi/interpose.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/rt.h"

#include <time.h>

static struct tm *parts; /* what gmtime and localtime return */
static char *text;       /* what asctime and ctime return */

#define TEXT_SIZE 26 /* of any date that is in order */

void dates_init(void)
{
	time_t t = 0;

	REAL(tzset)(); /* allocates what it has read */
	parts = gmtime(&t);
	text = asctime(parts);
}

static void overwrite(void *p, size_t size, uint64_t pc)
{
	plain_access((uint64_t)p, size, true, pc);
	memory_save((uint64_t)p, size);
}

static void looked_at(const void *p, size_t size, uint64_t pc)
{
	plain_access((uint64_t)p, size, false, pc);
}

/*
 * A call of libc's function. While TZ is not set, libc looks again in each of them what the time zone is, and
 * keeps its name: in a block of its own heap, not of the execution's, which is gone in the next one.
 */
#define BELOW(type, call)           \
	__extension__({             \
		rt.below++;         \
		type value_ = call; \
		rt.below--;         \
		value_;             \
	})

INTERPOSE(struct tm *, gmtime)(const time_t *t)
{
	looked_at(t, sizeof *t, RETURN_ADDRESS);
	overwrite(parts, sizeof *parts, RETURN_ADDRESS);
	return BELOW(struct tm *, REAL(gmtime)(t));
}

INTERPOSE(struct tm *, localtime)(const time_t *t)
{
	looked_at(t, sizeof *t, RETURN_ADDRESS);
	overwrite(parts, sizeof *parts, RETURN_ADDRESS);
	return BELOW(struct tm *, REAL(localtime)(t));
}

INTERPOSE(char *, asctime)(const struct tm *t)
{
	looked_at(t, sizeof *t, RETURN_ADDRESS);
	overwrite(text, TEXT_SIZE, RETURN_ADDRESS);
	return REAL(asctime)(t);
}

INTERPOSE(char *, ctime)(const time_t *t)
{
	looked_at(t, sizeof *t, RETURN_ADDRESS);
	overwrite(parts, sizeof *parts, RETURN_ADDRESS);
	overwrite(text, TEXT_SIZE, RETURN_ADDRESS);
	return BELOW(char *, REAL(ctime)(t));
}

/* --- What it reads and writes where the program says, unseen by the compiler ---------------------------- */

#define WRITES(type, name, parameters, arguments, from, place, size) \
	INTERPOSE(type, name) parameters                             \
	{                                                            \
		looked_at(from, sizeof *(from), RETURN_ADDRESS);     \
		overwrite(place, size, RETURN_ADDRESS);              \
		return BELOW(type, REAL(name) arguments);            \
	}

WRITES(struct tm *, gmtime_r, (const time_t *t, struct tm *p), (t, p), t, p, sizeof *p)
WRITES(struct tm *, localtime_r, (const time_t *t, struct tm *p), (t, p), t, p, sizeof *p)
WRITES(char *, asctime_r, (const struct tm *p, char *s), (p, s), p, s, TEXT_SIZE)
WRITES(char *, ctime_r, (const time_t *t, char *s), (t, s), t, s, TEXT_SIZE)
WRITES(time_t, mktime, (struct tm * p), (p), p, p, sizeof *p)
WRITES(time_t, timelocal, (struct tm * p), (p), p, p, sizeof *p)
WRITES(time_t, timegm, (struct tm * p), (p), p, p, sizeof *p)

INTERPOSE(size_t, strftime)(char *s, size_t size, const char *format, const struct tm *p)
{
	char trial[1024];
	looked_at(p, sizeof *p, RETURN_ADDRESS);
	for (size_t i = 0; looked_at(format + i, 1, RETURN_ADDRESS), format[i];)
		i++;
	size_t n = size <= sizeof trial ? BELOW(size_t, REAL(strftime)(trial, size, format, p)) : size - 1;
	if (!n)
		return 0;
	overwrite(s, n + 1, RETURN_ADDRESS);
	return BELOW(size_t, REAL(strftime)(s, size, format, p));
}
