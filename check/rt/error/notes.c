/* What the report is to say besides its verdict: what was cut, and what was not looked at. */
#include "rt/error/notes.h"

#include "rt/rt.h"
#include "rt/run/os.h"

#include <stdarg.h>
#include <stdio.h>

/* Adds a sentence to a list of `count`, of `size` bytes each, unless it is there. False: there is no room. */
static bool say_once(char *list, size_t count, size_t size, const char *text)
{
	for (size_t i = 0; i < count; i++) {
		char *b = list + i * size;
		size_t k = 0;
		while (text[k] && b[k] == text[k])
			k++;
		if (b[0] && text[k] == b[k])
			return true;
		if (!b[0]) {
			rt_copy(b, text, size);
			return true;
		}
	}
	return false;
}

static void say(char *list, size_t count, size_t size, const char *text)
{
	if (say_once(list, count, size, text))
		return;
	static const char more[] = "there is more to say of this kind than there is room for";
	rt_copy(list + (count - 1) * size, more, sizeof more < size ? sizeof more : size - 1);
}

static void add(char *list, size_t count, size_t size, const char *format, va_list arguments)
{
	char text[sizeof rt.outcome->notes[0]] = {0};

	rt.below++;
	vsnprintf(text, size, format, arguments);
	os_lock(&rt.outcome->team.saying);
	say(list, count, size, text);
	os_unlock(&rt.outcome->team.saying);
	rt.below--;
}

void outcome_add_bound(const char *format, ...)
{
	struct acq_outcome *o = rt.outcome;
	va_list arguments;

	va_start(arguments, format);
	add(o->bounds[0], sizeof o->bounds / sizeof o->bounds[0], sizeof o->bounds[0], format, arguments);
	va_end(arguments);
}

void outcome_note(const char *format, ...)
{
	struct acq_outcome *o = rt.outcome;
	va_list arguments;

	va_start(arguments, format);
	add(o->notes[0], sizeof o->notes / sizeof o->notes[0], sizeof o->notes[0], format, arguments);
	va_end(arguments);
}

void outcome_say_specified(const char *name, bool always)
{
	struct acq_outcome *o = rt.outcome;
	char text[sizeof o->specified[0]] = {0}, *list = always ? o->only_specified[0] : o->specified[0];

	for (size_t i = 0; i < sizeof text - 1 && name[i]; i++)
		text[i] = name[i];
	os_lock(&o->team.saying);
	if (!say_once(list, sizeof o->specified / sizeof o->specified[0], sizeof o->specified[0], text))
		o->more_specified = 1;
	os_unlock(&o->team.saying);
}
