#define _GNU_SOURCE
#include "instrument/expand.h"

#include "cli/strings.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_DEEP  64
#define MOST_BYTES ((size_t)64 << 20)

struct range {
	const char *at, *end;
};

struct parameter {
	char *name, *standard;
	bool takes_rest;
};

struct macro {
	struct macro *next;
	char *name; /* NULL: it was purged */
	struct parameter *parameters;
	size_t count;
	struct range body;
};

struct expansion {
	FILE *out;
	struct macro *macros;
	unsigned depth, calls;
	bool any, fails;
};

static bool continues_name(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '.' || c == '$';
}

/* --- Lines and statements ------------------------------------------------------------------------------- */

static struct range trimmed(struct range r)
{
	while (r.at < r.end && isspace((unsigned char)*r.at))
		r.at++;
	while (r.at < r.end && isspace((unsigned char)r.end[-1]))
		r.end--;
	return r;
}

/* Behind the comment that begins here; `at` itself if none does. */
static const char *behind_comment(const char *at, const char *end)
{
	const char *stop = NULL;

	if (*at == '#' || (end - at > 1 && at[0] == '/' && at[1] == '/'))
		stop = memchr(at, '\n', (size_t)(end - at));
	else if (end - at > 1 && at[0] == '/' && at[1] == '*')
		stop = memmem(at + 2, (size_t)(end - at - 2), "*/", 2);
	else
		return at;
	return !stop ? end : *stop == '\n' ? stop : stop + 2;
}

/* A statement's end: a separator, or a comment, in no string. */
static const char *statement_end(const char *at, const char *end)
{
	bool quoted = false;

	for (; at < end && *at != '\n'; at++) {
		if (*at == '\\' && quoted && at + 1 < end)
			at++;
		else if (*at == '"')
			quoted = !quoted;
		else if (!quoted && (*at == ';' || behind_comment(at, end) != at))
			break;
	}
	return at < end ? at : end;
}

static struct range first_word(struct range s)
{
	struct range w = {s.at, s.at};

	while (w.end < s.end && !isspace((unsigned char)*w.end))
		w.end++;
	return w;
}

static bool is(struct range word, const char *text)
{
	return (size_t)(word.end - word.at) == strlen(text) && !strncasecmp(word.at, text, strlen(text));
}

static bool begins_block(struct range word)
{
	return is(word, ".rept") || is(word, ".irp") || is(word, ".irpc") || is(word, ".rep");
}

static struct range behind_labels(struct range s)
{
	for (;;) {
		const char *at = s.at;
		while (at < s.end && continues_name(*at))
			at++;
		if (at == s.at || at == s.end || *at != ':')
			return s;
		s.at = at + 1;
		s = trimmed(s);
	}
}

/* The next statement from *at on, which is moved behind it; what comes before it are spaces and comments. */
static struct range next_statement(const char **at, const char *end)
{
	while (*at < end) {
		const char *behind = behind_comment(*at, end);
		if (behind != *at)
			*at = behind;
		else if (isspace((unsigned char)**at) || **at == ';')
			(*at)++;
		else
			break;
	}
	struct range s = {*at, statement_end(*at, end)};
	*at = s.end;
	return trimmed(s);
}

/* The statements from *at on up to the end of the block, whose beginning was read; *at moves behind that. */
static struct range take_body(const char **at, const char *end, bool is_macro)
{
	struct range body = {*at, *at};
	unsigned depth = 1;

	while (*at < end) {
		struct range s = next_statement(at, end), word = first_word(behind_labels(s));
		if (is_macro ? is(word, ".macro") : begins_block(word))
			depth++;
		else if ((is_macro ? is(word, ".endm") || is(word, ".endmacro") : is(word, ".endr")) &&
		         !--depth) {
			body.end = s.at;
			return body;
		}
	}
	return (struct range){NULL, NULL};
}

/* --- Parameters and arguments --------------------------------------------------------------------------- */

/* Arguments end at commas, and at spaces between what could be words. */
static struct range next_argument(struct range *rest)
{
	struct range a;
	bool quoted = false;
	int depth = 0;

	*rest = trimmed(*rest);
	a = (struct range){rest->at, rest->at};
	for (; a.end < rest->end; a.end++) {
		char c = *a.end;
		if (c == '\\' && quoted && a.end + 1 < rest->end) {
			a.end++;
			continue;
		}
		quoted ^= c == '"';
		if (quoted)
			continue;
		depth += c == '(';
		depth -= c == ')';
		if (c == ',' && depth <= 0)
			break;
		const char *next = a.end;
		while (next < rest->end && isspace((unsigned char)*next))
			next++;
		if (next > a.end && depth <= 0 && a.end > a.at && next < rest->end &&
		    (continues_name(a.end[-1]) || a.end[-1] == ')' || a.end[-1] == '"') &&
		    (continues_name(*next) || *next == '%' || *next == '"' || *next == '\\'))
			break;
	}
	rest->at = a.end;
	*rest = trimmed(*rest);
	if (rest->at < rest->end && *rest->at == ',')
		rest->at++;
	return trimmed(a);
}

static char *copy(struct range r)
{
	return must_copy(r.at, (size_t)(r.end - r.at));
}

/* Without the quotes around it. */
static char *unquoted(struct range r)
{
	if (r.end - r.at >= 2 && *r.at == '"' && r.end[-1] == '"')
		r = (struct range){r.at + 1, r.end - 1};
	return copy(r);
}

/* `name`, `name=standard`, `name:req`, `name:vararg` */
static void add_parameter(struct macro *m, struct range said)
{
	const char *name = said.at;

	while (name < said.end && continues_name(*name))
		name++;
	const char *equals = memchr(name, '=', (size_t)(said.end - name));
	m->parameters = realloc(m->parameters, (m->count + 1) * sizeof *m->parameters);
	if (!m->parameters)
		abort();
	m->parameters[m->count++] = (struct parameter){
		.name = must_copy(said.at, (size_t)(name - said.at)),
		.standard =
			equals ? unquoted(trimmed((struct range){equals + 1, said.end})) : must_copy("", 0),
		.takes_rest = memmem(name, (size_t)(said.end - name), ":vararg", strlen(":vararg")),
	};
}

static const char *value_of(const struct parameter *p, char *const *values, size_t count, struct range name)
{
	for (size_t i = 0; i < count; i++)
		if (is(name, p[i].name) && !strncmp(name.at, p[i].name, strlen(p[i].name)))
			return values[i];
	return NULL;
}

/* The body with what stands in it for arguments replaced, without comments. */
static char *substituted(const struct expansion *x, struct range body, const struct parameter *p,
                         char *const *values, size_t count, size_t *length)
{
	char *text = NULL;
	FILE *out = open_memstream(&text, length);
	bool quoted = false;

	if (!out)
		abort();
	for (const char *at = body.at; at < body.end;) {
		const char *behind = quoted ? at : behind_comment(at, body.end);
		if (behind != at) {
			at = behind;
			continue;
		}
		quoted = *at == '\n' ? false : quoted ^ (*at == '"');
		if (*at != '\\' || at + 1 == body.end) {
			fputc(*at++, out);
			continue;
		}
		struct range name = {at + 1, at + 1};
		while (name.end < body.end && continues_name(*name.end))
			name.end++;
		const char *value = value_of(p, values, count, name);
		if (value) {
			fputs(value, out);
			at = name.end;
		} else if (at[1] == '@') {
			fprintf(out, "%u", x->calls);
			at += 2;
		} else if (at + 2 < body.end && at[1] == '(' && at[2] == ')') {
			at += 3;
		} else {
			fputc(*at++, out);
			fputc(*at++, out);
		}
	}
	fclose(out);
	return text;
}

/* --- Expanding ------------------------------------------------------------------------------------------ */

static void expand_range(struct expansion *x, struct range text, bool one_line);

/* One after the other on the line. */
static void expand_body(struct expansion *x, struct range body, const struct parameter *p,
                        char *const *values, size_t count)
{
	size_t length;
	char *text = substituted(x, body, p, values, count, &length);

	x->any = true;
	if (++x->depth > MOST_DEEP || (size_t)ftell(x->out) > MOST_BYTES)
		x->fails = true;
	else
		expand_range(x, (struct range){text, text + length}, true);
	x->depth--;
	free(text);
}

static void define(struct expansion *x, struct range s, struct range body)
{
	struct macro *m = must_allocate(sizeof *m);
	struct range rest = {first_word(s).end, s.end}, name;

	rest = trimmed(rest);
	name = (struct range){rest.at, rest.at};
	while (name.end < rest.end && continues_name(*name.end))
		name.end++;
	*m = (struct macro){.name = copy(name), .body = body, .next = x->macros};
	/* Expanded text goes away. */
	m->body.at = must_copy(body.at, (size_t)(body.end - body.at));
	m->body.end = m->body.at + (body.end - body.at);
	rest.at = name.end;
	rest = trimmed(rest);
	if (rest.at < rest.end && *rest.at == ',')
		rest.at++;
	for (rest = trimmed(rest); rest.at < rest.end; rest = trimmed(rest))
		add_parameter(m, next_argument(&rest));
	x->macros = m;
}

static struct macro *find(const struct expansion *x, struct range word)
{
	for (struct macro *m = x->macros; m; m = m->next)
		if (m->name && is(word, m->name))
			return m;
	return NULL;
}

static void call(struct expansion *x, const struct macro *m, struct range rest)
{
	char **values = must_allocate((m->count + 1) * sizeof *values);
	size_t next = 0;

	for (size_t i = 0; i < m->count; i++)
		values[i] = m->parameters[i].standard;
	rest = trimmed(rest);
	while (rest.at < rest.end && !x->fails) {
		if (next < m->count && m->parameters[next].takes_rest) {
			values[next] = copy(rest);
			break;
		}
		struct range a = next_argument(&rest);
		const char *equals = memchr(a.at, '=', (size_t)(a.end - a.at));
		size_t named = m->count;
		for (size_t i = 0; equals && i < m->count; i++)
			if (is(trimmed((struct range){a.at, equals}), m->parameters[i].name))
				named = i;
		if (named < m->count)
			values[named] = unquoted(trimmed((struct range){equals + 1, a.end}));
		else if (next == m->count)
			x->fails = true;
		else if (a.at < a.end)
			values[next++] = unquoted(a);
		else
			next++;
	}
	expand_body(x, m->body, m->parameters, values, m->count);
	x->calls++;
	free(values);
}

static void repeat(struct expansion *x, struct range s, struct range body)
{
	struct range word = first_word(s), rest = trimmed((struct range){word.end, s.end});
	struct parameter p = {0};
	char *value = NULL;

	if (is(word, ".rept") || is(word, ".rep")) {
		char *number = copy(rest), *end;
		unsigned long times = strtoul(number, &end, 0);
		x->fails |= *end || end == number;
		for (; times && !x->fails; times--)
			expand_body(x, body, NULL, NULL, 0);
		return;
	}
	p.name = copy(next_argument(&rest));
	for (rest = trimmed(rest); rest.at < rest.end && !x->fails; rest = trimmed(rest)) {
		if (is(word, ".irpc"))
			value = must_copy(rest.at++, 1);
		else
			value = unquoted(next_argument(&rest));
		expand_body(x, body, &p, &value, 1);
	}
}

static void put(struct expansion *x, struct range r)
{
	fwrite(r.at, 1, (size_t)(r.end - r.at), x->out);
}

static void put_lines(struct expansion *x, struct range r)
{
	for (const char *at = r.at; at < r.end; at++)
		if (*at == '\n')
			fputc('\n', x->out);
}

/* What cannot be followed from here. */
static bool is_beyond(struct range word)
{
	return is(word, ".altmacro") || is(word, ".exitm") || is(word, ".include") || is(word, ".purgem") ||
	       is(word, ".mri");
}

/* one_line: its statements are separated by semicolons. */
static void expand_range(struct expansion *x, struct range text, bool one_line)
{
	const char *at = text.at, *written = text.at;

	while (at < text.end && !x->fails) {
		struct range s = next_statement(&at, text.end), bare = behind_labels(s);
		struct range word = first_word(bare), body = {0};
		bool defines = is(word, ".macro"), repeats = begins_block(word);
		const struct macro *m = defines || repeats ? NULL : find(x, word);

		if (s.at == s.end)
			break;
		x->fails |= is_beyond(word);
		if (defines || repeats) {
			body = take_body(&at, text.end, defines);
			x->fails |= !body.at;
		}
		if (x->fails)
			return;
		if (defines)
			define(x, bare, body);
		if (one_line) {
			put(x, (struct range){s.at, bare.at});
		} else if (m || repeats) {
			put(x, (struct range){written, bare.at});
		}
		if (m)
			call(x, m, (struct range){word.end, bare.end});
		else if (repeats)
			repeat(x, bare, body);
		else if (one_line && defines)
			x->fails = true; /* macros that define macros */
		else if (one_line)
			put(x, bare);
		if (one_line) {
			fputs("; ", x->out);
		} else if (m || repeats) {
			put_lines(x, (struct range){bare.at, at});
			written = at;
		}
	}
	if (!one_line)
		put(x, (struct range){written, text.end});
}

char *expand(const char *text, size_t length, size_t *expanded_length)
{
	struct expansion x = {0};
	char *expanded = NULL;

	if (!memmem(text, length, ".macro", 6) && !memmem(text, length, ".rep", 4) &&
	    !memmem(text, length, ".irp", 4))
		return NULL;
	x.out = open_memstream(&expanded, expanded_length);
	if (!x.out)
		abort();
	expand_range(&x, (struct range){text, text + length}, false);
	fclose(x.out);
	return x.any && !x.fails ? expanded : NULL;
}
