/*
 * What libc and the system keep for the whole process, and what a program changes of it: its locale and the
 * mask for new files. Both begin in each execution as they were. Threads that change them without order race,
 * as POSIX says.
 */
#include "rt/libc/process_state.h"

#include "engine/reserve.h"
#include "rt/libc/described.h"
#include "rt/error/violation.h"
#include "rt/run/undo.h"

#include <locale.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

/* --- The locale ----------------------------------------------------------------------------------------- */

#define MAX_LOCALES 1024

static char *names[MAX_LOCALES]; /* as setlocale() says them; the first is the one to begin with */
static uint32_t name_count;
static uint64_t wanted ALONE; /* which one the execution has; undone */
static uint64_t actual;       /* which one libc has */

static const char *ask(void)
{
	return ASKED(const char *, REAL(setlocale)(LC_ALL, NULL));
}

static uint64_t number_of(const char *name, uint64_t pc)
{
	static size_t room, used;
	static char *text;
	size_t size = strlen(name) + 1;

	for (uint32_t i = 0; i < name_count; i++)
		if (!strcmp(names[i], name))
			return i;
	if (!text)
		text = engine_reserve((size_t)1 << 24, &room);
	if (name_count == MAX_LOCALES || size > room - used)
		violation_unsupported(pc, "setlocale() with more than %d locales", MAX_LOCALES);
	names[name_count] = rt_copy(text + used, name, size);
	used += size;
	return name_count++;
}

INTERPOSE(char *, setlocale)(int category, const char *locale)
{
	const uint64_t pc = RETURN_ADDRESS;

	if (!locale) {
		IN(&wanted, sizeof wanted);
		return ASKED(char *, REAL(setlocale)(category, NULL));
	}
	TEXT(locale);
	if (!name_count)
		number_of(ask(), pc);
	char *now = ASKED(char *, REAL(setlocale)(category, locale));
	if (!now)
		return NULL;
	OUT(&wanted, sizeof wanted);
	actual = wanted = number_of(ask(), pc);
	rt.current->effects++;
	return now;
}

void process_state_restore(void)
{
	if (LIKELY(actual == wanted))
		return;
	actual = wanted;
	(void)ASKED(char *, REAL(setlocale)(LC_ALL, names[wanted]));
}

/* --- The mask for new files ----------------------------------------------------------------------------- */

/* No file is made while a program is explored: that of the process stays as it is. */
INTERPOSE(mode_t, umask)(mode_t mask)
{
	const uint64_t pc = RETURN_ADDRESS;
	static struct {
		mode_t mask;
		bool known;
	} now ALONE;

	if (!now.known) {
		now.mask = ASKED(mode_t, REAL(umask)(0));
		(void)ASKED(mode_t, REAL(umask)(now.mask));
		now.known = true;
	}
	mode_t before = now.mask;
	OUT(&now, sizeof now);
	now.mask = mask & 0777;
	return before;
}

/* --- Memory that is to stay ----------------------------------------------------------------------------- */

/*
 * All of it does, as far as a program can tell; what the checker reserves is more than the system would
 * allow.
 */
#define STAYS(name, parameters)         \
	INTERPOSE(int, name) parameters \
	{                               \
		return 0;               \
	}
STAYS(mlock, (const void *p, size_t n))
STAYS(mlock2, (const void *p, size_t n, unsigned flags))
STAYS(munlock, (const void *p, size_t n))
STAYS(mlockall, (int flags))
STAYS(munlockall, (void))
