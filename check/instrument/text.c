#define _GNU_SOURCE
#include "instrument/text.h"

#include "cli/strings.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool read_all(struct text *t, int fd)
{
	size_t room = 1 << 16;
	ssize_t n;

	t->at = must_allocate(room + 1);
	while ((n = read(fd, t->at + t->length, room - t->length)) > 0) {
		t->length += (size_t)n;
		if (t->length < room)
			continue;
		room *= 2;
		t->at = realloc(t->at, room + 1);
		if (!t->at)
			return false;
	}
	t->at[t->length] = 0;
	return n == 0;
}

static bool is_name(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '.' || c == '$' || c == '@' || c & 0x80;
}

struct cut { /* of a text into statements */
	struct text *t;
	size_t at, room;
	size_t prefix; /* where a prefix that is a statement of its own begins, plus one; 0: there is none */
	bool by_hand;
};

static void add(struct cut *c, size_t begin, size_t end, enum statement_kind kind)
{
	struct text *t = c->t;

	if (t->count == c->room) {
		c->room = c->room ? 2 * c->room : 1024;
		t->statements = realloc(t->statements, c->room * sizeof *t->statements);
		if (!t->statements)
			abort();
	}
	t->statements[t->count++] = (struct statement){
		.begin = begin,
		.end = end,
		.first = c->prefix ? c->prefix - 1 : begin,
		.kind = (uint8_t)kind,
		.by_hand = c->by_hand || !t->compiled,
	};
	c->prefix = 0;
}

static bool is_line(const char *at, const char *word)
{
	return starts_with(at, word) && (at[strlen(word)] == '\n' || at[strlen(word)] == 0);
}

/* A comment, if there is one here: to the end of the line, or to its own end. */
static bool skip_comment(struct cut *c)
{
	const char *at = c->t->at + c->at;

	if (*at == '#' || starts_with(at, "//")) {
		const char *word = at + 1 + (*at == '/');
		if (is_line(word, "APP"))
			c->by_hand = true;
		else if (is_line(word, "NO_APP"))
			c->by_hand = false;
		c->at += strcspn(at, "\n");
		return true;
	}
	if (at[0] != '/' || at[1] != '*')
		return false;
	const char *end = strstr(at + 2, "*/");
	c->at += end ? (size_t)(end + 2 - at) : strlen(at);
	return true;
}

static bool take_label(struct cut *c)
{
	const char *at = c->t->at + c->at;
	size_t n = 0;

	if (*at == '"') {
		for (n = 1; at[n] && at[n] != '"' && at[n] != '\n'; n++)
			n += at[n] == '\\' && at[n + 1];
		n += at[n] == '"';
	} else {
		while (is_name(at[n]))
			n++;
	}
	size_t colon = n + strspn(at + n, " \t");
	if (!n || at[colon] != ':')
		return false;
	add(c, c->at, c->at + n, STATEMENT_LABEL);
	c->at += colon + 1;
	return true;
}

static bool begins_comment(const char *at)
{
	return starts_with(at, "/*") || (text_dialect.hash_is_comment ? *at == '#' : starts_with(at, "//"));
}

/* A statement ends at a separator or at a comment that are in no string. */
static size_t statement_end(const struct text *t, size_t i)
{
	bool quoted = false;

	for (; t->at[i] && t->at[i] != '\n'; i++) {
		if (t->at[i] == '\\' && quoted && t->at[i + 1])
			i++;
		else if (t->at[i] == '"')
			quoted = !quoted;
		else if (!quoted && (t->at[i] == ';' || begins_comment(t->at + i)))
			break;
	}
	return i;
}

static bool is_prefix(const char *word, size_t n)
{
	static const char *const prefixes[] = {"lock",    "rep",      "repe",    "repz",   "repne", "repnz",
	                                       "notrack", "bnd",      "data16",  "addr32", "cs",    "ds",
	                                       "es",      "ss",       "fs",      "gs",     "rex64", "rex",
	                                       "rex.w",   "xacquire", "xrelease"};

	for (size_t i = 0; text_dialect.has_prefixes && i < sizeof prefixes / sizeof prefixes[0]; i++)
		if (strlen(prefixes[i]) == n && !strncasecmp(word, prefixes[i], n))
			return true;
	return false;
}

/* `.byte 0xf0`, `.byte 0xf3, 0x2e`: prefixes of the next instruction. */
static bool is_written_prefix(const char *at, size_t n)
{
	static const unsigned char prefixes[] = {0xf0, 0xf2, 0xf3, 0x2e, 0x36, 0x3e,
	                                         0x26, 0x64, 0x65, 0x66, 0x67};
	const char *end = at + n;
	char *behind;

	if (!text_dialect.has_prefixes || n < 6 || strncmp(at, ".byte", 5) != 0 ||
	    !isspace((unsigned char)at[5]))
		return false;
	for (at += 5; at < end; at = behind + strspn(behind, " \t,")) {
		unsigned long byte = strtoul(at, &behind, 0);
		if (behind == at || behind > end || byte > 0xff ||
		    !memchr(prefixes, (int)byte, sizeof prefixes))
			return false;
	}
	return true;
}

/* Numbers in the place of an instruction that the assembler does not know. */
static bool is_data(const struct text *t, const struct cut *c, size_t begin)
{
	static const char *const words[] = {".byte",  ".word", ".short", ".2byte", ".long", ".int",
	                                    ".4byte", ".quad", ".8byte", ".insn",  ".inst"};
	const char *at = t->at + begin;

	for (size_t i = 0; c->by_hand && i < sizeof words / sizeof words[0]; i++)
		if (starts_with(at, words[i]) && isspace((unsigned char)at[strlen(words[i])]))
			return true;
	return false;
}

static bool begins_word(const char *at, const char *word)
{
	return starts_with(at, word) && isspace((unsigned char)at[strlen(word)]);
}

static bool begins_repetition(const char *at)
{
	return begins_word(at, ".rept") || begins_word(at, ".irp") || begins_word(at, ".irpc");
}

/*
 * What the assembler repeats is one statement, up to its end: labels in it would be defined more than once.
 * So is a macro. 0: neither begins here.
 */
static size_t block_end(const struct text *t, size_t begin)
{
	bool is_macro = begins_word(t->at + begin, ".macro");
	size_t depth = 0;

	if (!is_macro && !begins_repetition(t->at + begin))
		return 0;
	for (const char *at = t->at + begin; *at; at++) {
		if (is_macro ? begins_word(at, ".macro") : begins_repetition(at))
			depth++;
		if (starts_with(at, is_macro ? ".endm" : ".endr") && !--depth)
			return (size_t)(at - t->at) + strlen(".endm");
	}
	return t->length;
}

static void take_statement(struct cut *c)
{
	const char *text = c->t->at;
	size_t begin = c->at, end = statement_end(c->t, begin);

	c->at = end;
	while (end > begin && isspace((unsigned char)text[end - 1]))
		end--;
	if (is_prefix(text + begin, end - begin) ||
	    (c->by_hand && is_written_prefix(text + begin, end - begin))) {
		c->prefix = c->prefix ? c->prefix : begin + 1;
		return;
	}
	size_t block = block_end(c->t, begin);
	if (block)
		c->at = end = block;
	bool is_macro = starts_with(text + begin, ".macro");
	bool is_code = text[begin] != '.' || (block && !is_macro) || is_data(c->t, c, begin);
	add(c, begin, end, is_code ? STATEMENT_INSTRUCTION : STATEMENT_DIRECTIVE);
}

static void cut(struct text *t)
{
	struct cut c = {.t = t};

	while (c.at < t->length) {
		c.at += strspn(t->at + c.at, " \t\r\n\f;");
		if (c.at >= t->length || skip_comment(&c))
			continue;
		if (!t->at[c.at]) /* a zero byte: the assembler will say so */
			c.at++;
		else if (!take_label(&c))
			take_statement(&c);
	}
}

bool text_read(struct text *t, const char *path)
{
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
	bool whole = fd >= 0 && read_all(t, fd);

	if (path && fd >= 0)
		close(fd);
	if (!whole)
		return false;
	t->compiled = strstr(t->at, "\t.ident\t") || strstr(t->at, "__tsan_");
	cut(t);
	return true;
}

void text_take(struct text *t, char *at, size_t length)
{
	t->at = at;
	t->length = length;
	t->count = 0;
	t->statements = NULL;
	cut(t);
}

bool text_begins(const struct text *t, const struct statement *s, const char *word)
{
	size_t n = strlen(word);

	return s->end - s->begin >= n && !memcmp(t->at + s->begin, word, n) &&
	       (s->end - s->begin == n || !is_name(t->at[s->begin + n]));
}

char *text_of(const struct text *t, const struct statement *s)
{
	return must_copy(t->at + s->begin, s->end - s->begin);
}
