/*
 * The decoder of aarch64's instructions (check/instrument/aarch64/word.c), compared with a disassembler: reads
 * what `objdump -d` prints, and looks whether both see the same accesses to memory. What an access is follows
 * from the disassembler's words alone.
 */
#include "instrument/aarch64/word.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct expected {
	bool accesses, is_literal;
	unsigned size;
	bool reads, writes;
	int base, index;
	long offset;
	bool writes_back, acquires, releases;
};

static bool begins(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

static bool ends(const char *s, const char *with)
{
	size_t n = strlen(s), m = strlen(with);

	return n >= m && !strcmp(s + n - m, with);
}

static unsigned register_size(const char *r)
{
	switch (*r) {
	case 'b':
		return 1;
	case 'h':
		return 2;
	case 'w':
	case 's':
		return r[1] == 'p' ? 8 : 4;
	case 'x':
	case 'd':
		return 8;
	case 'q':
		return 16;
	default:
		return 0;
	}
}

/* `{v0.16b-v3.16b}`, `{v1.s}[2]`: all bytes of it; repeated: one element of each. */
static unsigned vectors_size(const char *list, const char *mnemonic)
{
	const char *end = strchr(list, '}'), *dot = strchr(list, '.');
	unsigned first, last, registers = 1, lanes = 0;
	char letter = 0;

	if (!end || !dot)
		return 0;
	for (const char *c = list; c < end; c++)
		registers += *c == ',';
	if (sscanf(list, "{v%u.%*[0-9a-z]-v%u", &first, &last) == 2)
		registers = (last + 32 - first) % 32 + 1;
	if (sscanf(dot, ".%u%c", &lanes, &letter) != 2) {
		lanes = 1;
		letter = dot[1];
	}
	if (end[1] == '[' || ends(mnemonic, "r"))
		lanes = 1;
	return registers * lanes * (letter == 'b' ? 1 : letter == 'h' ? 2 : letter == 's' ? 4 : 8);
}

static const char *nth(const char *operands, unsigned n)
{
	while (n-- && operands)
		if ((operands = strchr(operands, ',')))
			operands += 1 + strspn(operands + 1, " ");
	return operands ? operands : "";
}

static bool is_exclusive_store(const char *m)
{
	return begins(m, "stxr") || begins(m, "stlxr") || begins(m, "stxp") || begins(m, "stlxp");
}

static bool is_modify(const char *m)
{
	static const char *const names[] = {"ldadd",  "ldclr",  "ldeor",  "ldset",  "ldsmax", "ldsmin",
	                                    "ldumax", "ldumin", "stadd",  "stclr",  "steor",  "stset",
	                                    "stsmax", "stsmin", "stumax", "stumin", "swp",    "cas"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (begins(m, names[i]))
			return true;
	return false;
}

/* The size that the mnemonic says; 0: the register does. */
static unsigned suffix_size(const char *m)
{
	if (ends(m, "sw"))
		return 4;
	if (is_modify(m) || begins(m, "ld") || begins(m, "st")) {
		char c = m[strlen(m) - 1];
		if (c == 'b' && strcmp(m, "stadd"))
			return 1;
		if (c == 'h')
			return 2;
	}
	return 0;
}

static bool is_pair(const char *m)
{
	return begins(m, "ldp") || begins(m, "stp") || begins(m, "ldnp") || begins(m, "stnp") ||
	       begins(m, "ldxp") || begins(m, "ldaxp") || begins(m, "stxp") || begins(m, "stlxp") ||
	       begins(m, "casp");
}

static const char *order_letters(const char *m)
{
	if (begins(m, "swp") || begins(m, "cas"))
		return m + 3 + begins(m, "casp");
	return m + (strstr(m, "max") || strstr(m, "min") ? 6 : 5);
}

/* An operation that forgets what it has read does not acquire. */
static void expect_orders(struct expected *e, const char *m, const char *operands)
{
	if (is_modify(m)) {
		const char *letters = order_letters(m);
		bool forgets = !begins(m, "cas") && nth(operands, 1)[1] == 'z';
		e->acquires = *letters == 'a' && !forgets;
		e->releases = letters[*letters == 'a'] == 'l';
		return;
	}
	e->acquires = begins(m, "lda") || begins(m, "ldlar");
	e->releases = begins(m, "stl");
}

static struct expected expect(const char *m, const char *operands)
{
	struct expected e = {.base = -1, .index = -1};
	const char *bracket = strchr(operands, '['), *first = nth(operands, is_exclusive_store(m));
	bool swaps = is_modify(m);

	if (*operands == '{')
		bracket = strrchr(operands, '[');
	if (!begins(m, "ld") && !begins(m, "st") && !swaps)
		return e;
	e.accesses = true;
	e.reads = begins(m, "ld") || swaps;
	e.writes = begins(m, "st") || swaps;
	expect_orders(&e, m, operands);
	if (*operands == '{')
		e.size = vectors_size(operands, m);
	else if (begins(m, "ldpsw"))
		e.size = 8;
	else
		e.size = suffix_size(m) ? suffix_size(m) : register_size(first) * (is_pair(m) ? 2 : 1);
	e.is_literal = !bracket;
	if (e.is_literal)
		return e;
	e.base = bracket[1] == 's' ? 31 : atoi(bracket + 2);
	const char *inside = bracket + strcspn(bracket, ",]"), *close = strchr(bracket, ']');
	if (*inside == ',' && inside < close) {
		inside += 1 + strspn(inside + 1, " ");
		if (*inside == '#')
			e.offset = strtol(inside + 1, NULL, 0);
		else
			e.index = inside[1] == 'z' ? 31 : atoi(inside + 1);
	}
	e.writes_back = close && (close[1] == '!' || close[1] == ',');
	return e;
}

static bool is_same(const struct word *w, const struct expected *e)
{
	if (!e->accesses)
		return w->kind == WORD_NO_ACCESS;
	if (w->kind == WORD_OBSCURE || w->kind == WORD_NO_ACCESS || w->size != e->size)
		return false;
	if (e->is_literal)
		return w->kind == WORD_LITERAL;
	return w->reads == e->reads && w->writes == e->writes && w->base == e->base && w->index == e->index &&
	       (w->index >= 0 || w->offset == e->offset) && w->writes_back == e->writes_back &&
	       w->acquires == e->acquires && w->releases == e->releases;
}

/* What is refused wherever it is reached, on purpose. */
static bool may_be_obscure(const char *m, const char *operands)
{
	static const char *const names[] = {"stg", "st2g", "stz", "ldg", "ldraa", "ldrab", "hvc",
	                                    "smc", "dc",   "cpy", "set", "mrs",   "ld64b", "st64b"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (begins(m, names[i]))
			return true;
	/* SVE and SME */
	return begins(operands, "z") || begins(operands, "{z") || begins(operands, "p") ||
	       strstr(operands, " z") || strstr(operands, " p") || strstr(m, "cnt") || begins(m, "whilel") ||
	       begins(m, "adds") || begins(m, "addv") || begins(m, "addpl") || begins(m, "rdvl") ||
	       strstr(m, "inc") || strstr(m, "dec");
}

int main(void)
{
	char line[512];
	unsigned long words = 0, accesses = 0, refused = 0, wrong = 0;

	while (fgets(line, sizeof line, stdin)) {
		unsigned bits;
		char mnemonic[32], operands[256] = "";
		if (sscanf(line, " %*[0-9a-f]: %8x %31s %255[^\n]", &bits, mnemonic, operands) < 2 ||
		    *mnemonic == '.' || begins(mnemonic, "udf"))
			continue;
		operands[strcspn(operands, "/")] = 0;
		struct word w = word_decode(bits);
		struct expected e = expect(mnemonic, operands);
		words++;
		accesses += e.accesses;
		if (w.kind == WORD_OBSCURE && may_be_obscure(mnemonic, operands)) {
			refused++;
			continue;
		}
		if (is_same(&w, &e))
			continue;
		if (wrong++ < 20)
			printf("kind %d, %u bytes at x%d + %ld: %s", w.kind, w.size, w.base, (long)w.offset,
			       line);
	}
	printf("%lu instructions, %lu that access memory, %lu refused, %lu wrong\n", words, accesses, refused,
	       wrong);
	return wrong || words < 1000;
}
