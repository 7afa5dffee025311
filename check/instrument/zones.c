#define _GNU_SOURCE
#include "instrument/zones.h"

#include "cli/strings.h"
#include "instrument/names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEAST 64 /* bytes of a zone: as many as the variable has, but not fewer and not more than these */
#define MOST  1024

struct plan {
	const struct text *text;
	struct zones zones;
	struct names objects; /* what was said to be a variable */
	struct names locals;  /* what was said to be local to the file */
	bool is_data; /* the section has variables, and nothing that is read from its beginning to its end */
};

static void insert(struct plan *p, size_t at, size_t until, char *words)
{
	p->zones.insertions =
		realloc(p->zones.insertions, (p->zones.count + 1) * sizeof *p->zones.insertions);
	if (!p->zones.insertions)
		abort();
	p->zones.insertions[p->zones.count++] = (struct insertion){at, until, words};
}

static unsigned long zone_size(unsigned long size)
{
	return size < LEAST ? LEAST : size < MOST ? (size + 7) / 8 * 8 : MOST;
}

/* The zone and what the runtime is told: where it is, how long the variable before it is, how long it is. */
static char *zone_words(size_t number, const char *name, size_t length, unsigned long size)
{
	unsigned long zone = zone_size(size);

	return must_print(
		".Lacqrel_zone_%zu: .zero %lu; .pushsection acqrel_zones, \"a\", @progbits; .balign 4; "
		".long .Lacqrel_zone_%zu - ., .Lacqrel_zone_%zu - %.*s, %lu; .popsection",
		number, zone, number, number, (int)length, name, zone);
}

/* --- Directives -------------------------------------------------------------------------------- */

static const char *arguments_of(const struct plan *p, const struct statement *s, size_t *length)
{
	const char *at = p->text->at + s->begin, *end = p->text->at + s->end;

	while (at < end && *at != ' ' && *at != '\t')
		at++;
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	*length = (size_t)(end - at);
	return at;
}

/* How long the name is that the arguments begin with. */
static size_t name_length(const char *arguments, size_t length)
{
	size_t n = 0;

	while (n < length && !strchr(", \t", arguments[n]))
		n++;
	return n;
}

/* The compiler's own sections; one that the program names can be a table of all that is in it. */
static void note_section(struct plan *p, const struct statement *s)
{
	static const char *const names[] = {".bss", ".data", ".data.rel", ".data.rel.local"};
	const struct text *t = p->text;
	size_t length;
	const char *name = text_begins(t, s, ".section") ? arguments_of(p, s, &length) : NULL;

	if (text_begins(t, s, ".data") || text_begins(t, s, ".bss")) {
		p->is_data = true;
	} else if (name) {
		size_t n = name_length(name, length);
		p->is_data = false;
		for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
			p->is_data |= n == strlen(names[i]) && !memcmp(name, names[i], n);
	} else if (text_begins(t, s, ".text") || text_begins(t, s, ".pushsection") ||
	           text_begins(t, s, ".popsection") || text_begins(t, s, ".previous") ||
	           text_begins(t, s, ".subsection")) {
		p->is_data = false;
	}
}

static bool defines_data(const struct text *t, const struct statement *s)
{
	static const char *const names[] = {
		".zero",  ".byte",  ".2byte",  ".4byte",  ".8byte", ".value", ".short",  ".word",
		".long",  ".int",   ".quad",   ".octa",   ".ascii", ".asciz", ".string", ".skip",
		".space", ".float", ".single", ".double", ".fill",  ".hword", ".xword",  ".dword",
	};

	if (s->kind != STATEMENT_DIRECTIVE)
		return false;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (text_begins(t, s, names[i]))
			return true;
	return false;
}

/* `name, 32`: 0 if it is not a number. */
static unsigned long size_said(const char *arguments, size_t length)
{
	char *copy = must_copy(arguments, length), *comma = strchr(copy, ','), *end = copy;
	unsigned long size = comma ? strtoul(comma + 1, &end, 10) : 0;

	end += strspn(end, " \t");
	if (*end && *end != ',')
		size = 0;
	free(copy);
	return size;
}

/* --- Variables --------------------------------------------------------------------------------- */

/* The size that is said of the variable around its definition, which ends before statement n; 0: none is. */
static unsigned long size_of(const struct plan *p, const char *name, size_t name_size, size_t from, size_t n)
{
	for (size_t i = from; i < p->text->count && i < n + 4; i++) {
		const struct statement *s = &p->text->statements[i];
		size_t length;
		if (s->kind != STATEMENT_DIRECTIVE || !text_begins(p->text, s, ".size"))
			continue;
		const char *arguments = arguments_of(p, s, &length);
		if (name_length(arguments, length) == name_size && !memcmp(arguments, name, name_size))
			return size_said(arguments, length);
	}
	return 0;
}

/* The variable whose label statement n is. */
static void pad(struct plan *p, size_t n)
{
	const struct text *t = p->text;
	const struct statement *label = &t->statements[n];
	const char *name = t->at + label->begin;
	size_t length = label->end - label->begin, end = n + 1;

	while (end < t->count && defines_data(t, &t->statements[end]))
		end++;
	if (end == n + 1 || end == t->count || t->statements[end].kind == STATEMENT_LABEL)
		return; /* or it goes on behind another label */
	unsigned long size = size_of(p, name, length, n > 4 ? n - 4 : 0, end);
	if (!size)
		return;
	size_t at = t->statements[end - 1].end;
	char *words = zone_words(p->zones.count, name, length, size);
	insert(p, at, at, must_print("; %s", words));
	free(words);
}

/* `.local x` and `.comm x,32,16`, which is all of its definition. */
static void pad_common(struct plan *p, const struct statement *s)
{
	size_t length;
	const char *name = arguments_of(p, s, &length);
	size_t n = name_length(name, length);
	char *copy = must_copy(name, length), *second = strchr(copy, ',');
	char *third = second ? strchr(second + 1, ',') : NULL;
	unsigned long size = size_said(name, length), align = third ? strtoul(third + 1, NULL, 10) : 1;

	if (size && names_have(&p->locals, name, n)) {
		char *words = zone_words(p->zones.count, name, n, size);
		insert(p, s->begin, s->end,
		       must_print(".pushsection .bss; .balign %lu; .type %.*s, @object; .size %.*s, %lu; "
		                  "%.*s: .zero %lu; %s; .popsection",
		                  align ? align : 1, (int)n, name, (int)n, name, size, (int)n, name, size,
		                  words));
		free(words);
	}
	free(copy);
}

static void note(struct plan *p, const struct statement *s)
{
	const struct text *t = p->text;
	size_t length;
	const char *arguments = arguments_of(p, s, &length);
	size_t n = name_length(arguments, length);

	if (text_begins(t, s, ".type") && memmem(arguments + n, length - n, "object", strlen("object")))
		names_add(&p->objects, arguments, n);
	else if (text_begins(t, s, ".local"))
		names_add(&p->locals, arguments, n);
	else if (text_begins(t, s, ".comm"))
		pad_common(p, s);
	else
		note_section(p, s);
}

struct zones zones_plan(const struct text *t)
{
	struct plan p = {.text = t};

	if (strstr(t->at, ".LANCHOR"))
		return p.zones; /* variables are told by their distance from another */
	for (size_t n = 0; t->compiled && n < t->count; n++) {
		const struct statement *s = &t->statements[n];
		if (s->by_hand) {
			p.is_data = false; /* who knows where it leads */
		} else if (s->kind == STATEMENT_DIRECTIVE) {
			note(&p, s);
		} else if (s->kind == STATEMENT_LABEL && p.is_data &&
		           names_have(&p.objects, t->at + s->begin, s->end - s->begin)) {
			pad(&p, n);
		}
	}
	return p.zones;
}
