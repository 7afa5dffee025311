#define _GNU_SOURCE
#include "instrument/program.h"

#include "cli/strings.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct section {
	bool read_only, debug;
};

struct look { /* at a file, from its beginning to its end */
	struct program *p;
	struct section now, before; /* `before`: for .previous */
	struct section *pushed;
	size_t pushed_count;
};

static struct section by_name(const char *name)
{
	return (struct section){
		.read_only = starts_with(name, ".rodata") || starts_with(name, ".text"),
		.debug = starts_with(name, ".debug"),
	};
}

/* `name, "flags", …`: it can be written if there is a w in the flags. */
static struct section described(const char *arguments)
{
	arguments += strspn(arguments, " \t\"");
	struct section s = by_name(arguments);
	const char *comma = strchr(arguments, ','), *flags = comma ? strchr(comma, '"') : NULL;

	if (flags)
		s.read_only = !memchr(flags + 1, 'w', strcspn(flags + 1, "\""));
	return s;
}

static void enter(struct look *l, struct section s)
{
	l->before = l->now;
	l->now = s;
}

static void push(struct look *l)
{
	l->pushed = realloc(l->pushed, (l->pushed_count + 1) * sizeof *l->pushed);
	if (!l->pushed)
		abort();
	l->pushed[l->pushed_count++] = l->now;
}

static bool change_section(struct look *l, const struct statement *s)
{
	const struct text *t = l->p->text;
	const char *at = t->at + s->begin;

	if (text_begins(t, s, ".section")) {
		enter(l, described(at + strlen(".section")));
	} else if (text_begins(t, s, ".pushsection")) {
		push(l);
		enter(l, described(at + strlen(".pushsection")));
	} else if (text_begins(t, s, ".popsection")) {
		if (l->pushed_count)
			l->now = l->pushed[--l->pushed_count];
	} else if (text_begins(t, s, ".previous")) {
		enter(l, l->before);
	} else if (text_begins(t, s, ".text") || text_begins(t, s, ".data") || text_begins(t, s, ".bss")) {
		enter(l, by_name(at));
	} else {
		return false;
	}
	return true;
}

/* What only describes: that a label is mentioned there leads no jump to it. */
static bool describes(const struct text *t, const struct statement *s)
{
	static const char *const words[] = {".loc",      ".size",  ".file",    ".ident",      ".globl",
	                                    ".global",   ".local", ".weak",    ".hidden",     ".align",
	                                    ".p2align",  ".type",  ".comm",    ".lcomm",      ".protected",
	                                    ".internal", ".zero",  ".addrsig", ".addrsig_sym"};

	if (starts_with(t->at + s->begin, ".cfi_") || starts_with(t->at + s->begin, ".cv_"))
		return true;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (text_begins(t, s, words[i]))
			return true;
	return false;
}

static bool begins_name(char c)
{
	return isalpha((unsigned char)c) || c == '_' || c == '.' || c == '$' || c & 0x80;
}

static bool continues_name(char c)
{
	return begins_name(c) || isdigit((unsigned char)c);
}

const char *program_jump_target(const struct text *t, const struct statement *s, size_t *length)
{
	const char *at = t->at + s->begin, *end = t->at + s->end, *name;

	*length = 0;
	if (!program_is_jump(at, (size_t)(end - at)))
		return NULL;
	while (at < end && !isspace((unsigned char)*at))
		at++;
	/* The last operand; most have no other. */
	for (const char *comma = at; comma < end; comma++)
		at = *comma == ',' ? comma + 1 : at;
	while (at < end && isspace((unsigned char)*at))
		at++;
	name = at;
	while (at < end && continues_name(*at))
		at++;
	if (at == end && at > name && begins_name(*name))
		*length = (size_t)(at - name);
	return name;
}

bool program_is_target(const struct program *p, const char *label, size_t length)
{
	return names_have(&p->mentioned, label, length) || names_have(&p->jumped, label, length);
}

bool program_is_jumped_once(const struct program *p, const char *label, size_t length)
{
	return names_have(&p->jumped, label, length) && !names_have(&p->jumped_again, label, length) &&
	       !names_have(&p->mentioned, label, length);
}

static void note_targets(struct look *l, const struct statement *s)
{
	size_t length;
	const char *target =
		s->kind == STATEMENT_INSTRUCTION ? program_jump_target(l->p->text, s, &length) : NULL;

	if (target && length) {
		bool again = names_have(&l->p->jumped, target, length);
		names_add(again ? &l->p->jumped_again : &l->p->jumped, target, length);
		return;
	}
	const char *at = l->p->text->at + s->begin, *end = l->p->text->at + s->end;

	while (at < end) {
		if (!begins_name(*at)) {
			at++;
			continue;
		}
		const char *name = at;
		while (at < end && continues_name(*at))
			at++;
		names_add(&l->p->mentioned, name, (size_t)(at - name));
	}
}

/* `.type name, @function` */
static void note_function(struct look *l, const struct statement *s)
{
	const char *at = l->p->text->at + s->begin + strlen(".type");
	const char *end = l->p->text->at + s->end, *comma = memchr(at, ',', (size_t)(end - at));

	at += strspn(at, " \t");
	if (!comma || comma < at || !memmem(comma, (size_t)(end - comma), "function", strlen("function")))
		return;
	while (comma > at && isspace((unsigned char)comma[-1]))
		comma--;
	names_add(&l->p->functions, at, (size_t)(comma - at));
	names_add(&l->p->mentioned, at, (size_t)(comma - at));
}

/* `.macro name arguments`, up to its end */
static void note_macro(struct look *l, const struct statement *s)
{
	const char *at = l->p->text->at + s->begin + strlen(".macro");
	size_t n = 0;

	at += strspn(at, " \t");
	while (continues_name(at[n]))
		n++;
	names_add(&l->p->macros, at, n);
}

struct program program_look(const struct text *t)
{
	struct program p = {.text = t};
	struct look l = {.p = &p, .now = {.read_only = true}};

	for (size_t i = 0; i < t->count; i++) {
		const struct statement *s = &t->statements[i];
		if (s->kind == STATEMENT_LABEL) {
			if (l.now.read_only)
				names_add(&p.read_only, t->at + s->begin, s->end - s->begin);
		} else if (s->kind == STATEMENT_DIRECTIVE && text_begins(t, s, ".type")) {
			note_function(&l, s);
		} else if (text_begins(t, s, ".macro")) {
			note_macro(&l, s);
		} else if (s->kind == STATEMENT_INSTRUCTION || !change_section(&l, s)) {
			if (!l.now.debug && (s->kind == STATEMENT_INSTRUCTION || !describes(t, s)))
				note_targets(&l, s);
		}
	}
	free(l.pushed);
	return p;
}
