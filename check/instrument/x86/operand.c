#define _GNU_SOURCE
#include "instrument/x86/operand.h"

#include "cli/strings.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define MAX_OPERANDS 6

struct operands {
	char *at[MAX_OPERANDS];
	unsigned count;
};

static char *trimmed(const char *from, size_t n)
{
	while (n && isspace((unsigned char)*from))
		from++, n--;
	while (n && isspace((unsigned char)from[n - 1]))
		n--;
	return must_copy(from, n);
}

static bool is_prefix(const char *word, size_t n)
{
	static const char *const prefixes[] = {"lock",  "rep",     "repe",     "repz",    "repne",
	                                       "repnz", "notrack", "bnd",      "data16",  "addr32",
	                                       "rex64", "rex.w",   "xacquire", "xrelease"};

	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
		if (strlen(prefixes[i]) == n && !strncasecmp(word, prefixes[i], n))
			return true;
	return n > 2 && word[0] == '{'; /* {vex}, {disp32} */
}

static struct operands split(const char *statement)
{
	struct operands o = {0};
	int depth = 0;
	size_t word;

	while ((word = strcspn(statement, " \t")) && is_prefix(statement, word)) {
		statement += word;
		statement += strspn(statement, " \t");
	}
	statement += word; /* the mnemonic */
	const char *from = statement;
	for (; *statement || from < statement; statement++) {
		depth += *statement == '(' || *statement == '[' || *statement == '{';
		depth -= *statement == ')' || *statement == ']' || *statement == '}';
		if (*statement && (*statement != ',' || depth))
			continue;
		if (o.count < MAX_OPERANDS)
			o.at[o.count++] = trimmed(from, (size_t)(statement - from));
		from = statement + 1;
		if (!*statement)
			break;
	}
	return o;
}

/* A mask or a broadcast behind it is none of the address. */
static void cut_braces(char *operand)
{
	operand[strcspn(operand, "{")] = 0;
}

static bool is_memory_att(const char *operand)
{
	return *operand && *operand != '$' && (*operand != '%' || strchr(operand, ':'));
}

static bool begins_symbol(char c)
{
	return isalpha((unsigned char)c) || c == '_' || c == '.' || c == '"' || c & 0x80;
}

static size_t symbol_length(const char *s)
{
	size_t n = 0;

	if (*s == '"') {
		const char *end = strchr(s + 1, '"');
		n = end ? (size_t)(end + 1 - s) : strlen(s);
	}
	while (s[n] && (begins_symbol(s[n]) || isalnum((unsigned char)s[n]) || s[n] == '$' || s[n] == '@'))
		n++;
	return n;
}

/* `symbol`, `symbol+8`, `-8+symbol`, `8`. False: it is something else. */
static bool parse_expression(const char *e, char **symbol, int64_t *addend)
{
	*symbol = NULL;
	*addend = 0;
	while (*e) {
		int sign = 1;
		e += strspn(e, " \t");
		while (*e == '+' || *e == '-') {
			sign = *e == '-' ? -sign : sign;
			e += 1 + strspn(e + 1, " \t");
		}
		if (begins_symbol(*e) && sign == 1 && !*symbol) {
			size_t n = symbol_length(e);
			*symbol = must_copy(e, n);
			e += n;
		} else if (isdigit((unsigned char)*e)) {
			char *end;
			*addend += sign * (int64_t)strtoull(e, &end, 0);
			e = end;
		} else {
			return false;
		}
		e += strspn(e, " \t");
		if (*e && *e != '+' && *e != '-')
			return false;
	}
	return true;
}

static bool has_symbol(const char *e)
{
	for (; *e; e++)
		if (begins_symbol(*e) && *e != '.')
			return true;
	return false;
}

static void understand_att(struct written *w, char *operand)
{
	operand += *operand == '*';
	operand += strspn(operand, " \t");
	cut_braces(operand);
	if (*operand == '%') {
		char *colon = strchr(operand, ':');
		w->segment = must_copy(operand + 1, (size_t)(colon - operand - 1));
		operand = colon + 1;
	}
	w->address = trimmed(operand, strlen(operand));
	/* The last parenthesis holds registers, unless it is part of the expression. */
	char *registers = strrchr(w->address, '('), *expression;
	if (registers && (strchr(registers, '%') || strchr(registers, ',')))
		expression = trimmed(w->address, (size_t)(registers - w->address));
	else
		expression = trimmed(w->address, strlen(w->address));
	w->is_symbolic = has_symbol(expression) && strncmp(expression, "0x", 2) != 0;
	if (w->is_symbolic && !parse_expression(expression, &w->symbol, &w->addend))
		w->symbol = NULL;
	free(expression);
}

/* `dword ptr fs:[rax+4*rcx+x]`: what is in it is for lea alone; the tracker takes symbols for unknown. */
static void understand_intel(struct written *w, char *operand)
{
	char *ptr = strcasestr(operand, "ptr ");

	operand = ptr ? ptr + strlen("ptr ") : operand;
	cut_braces(operand);
	operand += strspn(operand, " \t%");
	if (isalpha((unsigned char)operand[0]) && tolower((unsigned char)operand[1]) == 's' &&
	    operand[2] == ':') {
		w->segment = must_copy(operand, 2);
		operand += 3;
	}
	w->address = trimmed(operand, strlen(operand));
	w->is_symbolic = true;
}

static bool is_memory_intel(const char *operand)
{
	return strchr(operand, '[') || strcasestr(operand, "ptr ") || strchr(operand, ':');
}

/* The linker fills in a whole word, which is zero up to then. */
struct written operand_of_registers(const ZydisDecodedOperand *o, unsigned displacement_bits)
{
	const ZydisDecodedOperandMem *m = &o->mem;
	const char *base = m->base == ZYDIS_REGISTER_NONE ? NULL : ZydisRegisterGetString(m->base);
	const char *index = m->index == ZYDIS_REGISTER_NONE ? NULL : ZydisRegisterGetString(m->index);

	if ((displacement_bits >= 32 && !m->disp.value) || m->base == ZYDIS_REGISTER_RIP || !base ||
	    m->segment == ZYDIS_REGISTER_FS || m->segment == ZYDIS_REGISTER_GS)
		return (struct written){0};
	return (struct written){
		.address = must_print("%lld(%%%s%s%s%s)", (long long)m->disp.value, base, index ? ",%" : "",
	                              index ? index : "", index ? must_print(",%u", m->scale) : ""),
	};
}

struct written operand_in_memory(const char *statement, enum syntax syntax)
{
	struct operands o = split(statement);
	struct written w = {0};

	for (unsigned i = 0; i < o.count && !w.address; i++) {
		if (syntax == SYNTAX_ATT && is_memory_att(o.at[i]))
			understand_att(&w, o.at[i]);
		else if (syntax != SYNTAX_ATT && is_memory_intel(o.at[i]))
			understand_intel(&w, o.at[i]);
	}
	for (unsigned i = 0; i < o.count; i++)
		free(o.at[i]);
	return w;
}

bool operand_immediate_symbol(const char *statement, enum syntax syntax, char **symbol, int64_t *addend)
{
	struct operands o = split(statement);
	bool is = syntax == SYNTAX_ATT && o.count && o.at[0][0] == '$' && has_symbol(o.at[0] + 1) &&
	          parse_expression(o.at[0] + 1, symbol, addend) && *symbol;

	for (unsigned i = 0; i < o.count; i++)
		free(o.at[i]);
	return is;
}
