/*
 * order_comments FILE...: every atomic operation has an order comment on the line directly above it.
 *
 *	// release: pairs with the acquire in lock(); else the next owner may miss our writes
 *	ar_store_release(&lock->word, 0);
 *
 * In front of the colon the comment names the order, or the orders, of all operations on the line below;
 * behind it is the reason. The comment may have several lines and be of either kind. Where a macro leaves
 * the order open, any will do.
 *
 * Operations are calls of C11's atomic_…, of the builtins __atomic_… and __sync_…, and of ar_…_ORDER. Between
 * "order comments: off" and "order comments: on", each in a comment of its own, none is looked for: that is
 * for wrappers whose callers choose the order.
 *
 * Prints FILE:LINE: and what is missing, for each. Status 0: nothing is; 1: something is; 2: cannot read.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NO_ORDER = 0, SEQ_CST = 1 << 5, ANY_ORDER = 1 << 6 }; /* others: bits by the index below */

static const char *const order_names[] = {"relaxed", "consume", "acquire", "release", "acq_rel", "seq_cst"};
#define ORDERS (sizeof(order_names) / sizeof(order_names[0]))

struct line {
	const char *comment; /* the comment that this line ends, if there is nothing else on it; else NULL */
	bool off;
};

struct source {
	const char *name;
	char *text; /* as it is */
	char *code; /* the same, with blanks for comments and what is in quotes */
	struct line *lines;
};

static char *read_file(const char *name)
{
	FILE *f = fopen(name, "rb");
	size_t size = 0, room = 1 << 16, n;
	char *text = malloc(room);

	if (!f || !text)
		return NULL;
	while ((n = fread(text + size, 1, room - size - 1, f)) > 0) {
		size += n;
		if (room - size < 2 && !(text = realloc(text, room *= 2)))
			return NULL;
	}
	fclose(f);
	text[size] = '\0';
	return text;
}

static void blank(char *from, const char *to)
{
	for (; from < to; from++)
		if (*from != '\n')
			*from = ' ';
}

/* The end of the comment or quotation that starts at p, or p if none does. */
static char *skip_uncode(char *p)
{
	char *end = p;

	if (p[0] == '/' && p[1] == '/') {
		end = strchr(p, '\n');
	} else if (p[0] == '/' && p[1] == '*') {
		end = strstr(p + 2, "*/");
		if (end)
			end += 2;
	} else if (*p == '"' || *p == '\'') {
		for (end = p + 1; *end && *end != *p && *end != '\n'; end++)
			if (*end == '\\' && end[1])
				end++;
		if (*end)
			end++;
	}
	return end ? end : p + strlen(p);
}

static size_t count_newlines(const char *from, const char *to)
{
	size_t n = 0;

	for (; from < to; from++)
		n += *from == '\n';
	return n;
}

/* Whether a comment at p is all there is on its lines, but for the backslash of a macro. */
static bool stands_alone(const char *start, const char *p, const char *end)
{
	while (p > start && (p[-1] == ' ' || p[-1] == '\t'))
		p--;
	end += strspn(end, " \t\\\r");
	return (p == start || p[-1] == '\n') && (*end == '\n' || *end == '\0');
}

static bool scan(struct source *s)
{
	size_t line = 0;
	bool off = false;

	s->code = strdup(s->text);
	s->lines = calloc(count_newlines(s->text, s->text + strlen(s->text)) + 2, sizeof(*s->lines));
	if (!s->code || !s->lines)
		return false;
	for (char *p = s->code; *p;) {
		char *end = skip_uncode(p);
		const char *comment = s->text + (p - s->code);

		if (end == p) {
			if (*p++ == '\n')
				s->lines[++line].off = off;
			continue;
		}
		if (*p == '/') {
			const size_t rest = strspn(comment, "/* \t");

			if (strncmp(comment + rest, "order comments: off", 19) == 0)
				off = true;
			else if (strncmp(comment + rest, "order comments: on", 18) == 0)
				off = false;
			const char *above = line > 0 ? s->lines[line - 1].comment : NULL;
			if (p[1] == '/' && above && above[1] == '/')
				comment = above; /* one comment of several lines */
			const bool alone = stands_alone(s->code, p, end);
			for (size_t n = count_newlines(p, end); n > 0; n--)
				s->lines[++line].off = off;
			s->lines[line].comment = alone ? comment : NULL;
		}
		blank(p, end);
		p = end;
	}
	return true;
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static bool starts_with(const char *s, size_t n, const char *prefix)
{
	return n >= strlen(prefix) && strncmp(s, prefix, strlen(prefix)) == 0;
}

/* The orders named by words between from and to, in any case; prefix has to come before each. */
static unsigned orders_between(const char *from, const char *to, const char *prefix)
{
	unsigned orders = NO_ORDER;

	for (const char *p = from; p < to; p++) {
		if (p > from && is_word(p[-1]))
			continue;
		if (strncmp(p, prefix, strlen(prefix)) != 0)
			continue;
		const char *name = p + strlen(prefix);
		size_t n = 0;
		while (name + n < to && is_word(name[n]))
			n++;
		for (size_t i = 0; i < ORDERS; i++)
			if (n == strlen(order_names[i]) && strncasecmp(name, order_names[i], n) == 0)
				orders |= 1u << i;
	}
	return orders;
}

/* The orders at the end of a name such as ar_cas_weak_acq_rel_acquire. */
static unsigned orders_in_name(const char *name, size_t n)
{
	unsigned orders = NO_ORDER;

	for (bool more = true; more;) {
		more = false;
		for (size_t i = 0; i < ORDERS; i++) {
			const size_t k = strlen(order_names[i]);
			if (n > k && name[n - k - 1] == '_' &&
			    strncmp(name + n - k, order_names[i], k) == 0) {
				orders |= 1u << i;
				n -= k + 1;
				more = true;
				break;
			}
		}
	}
	return orders;
}

/* Where the parentheses that open at p are closed again. */
static const char *closing(const char *p)
{
	int depth = 0;

	for (; *p; p++) {
		depth += (*p == '(') - (*p == ')');
		if (depth == 0)
			break;
	}
	return p;
}

/* The orders of the operation whose name, of n characters, is followed by arguments; 0: it is none. */
static unsigned operation_orders(const char *name, size_t n, const char *arguments)
{
	unsigned orders = NO_ORDER;
	const char *end = closing(arguments);

	if (starts_with(name, n, "ar_compiler_fence"))
		return ANY_ORDER;
	if (starts_with(name, n, "ar_"))
		return orders_in_name(name, n);
	if (starts_with(name, n, "__sync_"))
		return SEQ_CST;
	if (starts_with(name, n, "__atomic_spin") || starts_with(name, n, "__atomic_wait_"))
		return NO_ORDER; /* functions of libstdc++, which wait */
	if (starts_with(name, n, "__atomic_"))
		orders = orders_between(arguments, end, "__ATOMIC_");
	else if (!starts_with(name, n, "atomic_load") && !starts_with(name, n, "atomic_store") &&
	         !starts_with(name, n, "atomic_exchange") && !starts_with(name, n, "atomic_compare") &&
	         !starts_with(name, n, "atomic_fetch") && !starts_with(name, n, "atomic_flag_") &&
	         !starts_with(name, n, "atomic_thread_fence") && !starts_with(name, n, "atomic_signal_fence"))
		return NO_ORDER;
	else if (!strstr(name, "fence") || strstr(name, "fence") >= name + n)
		if (n < 9 || strncmp(name + n - 9, "_explicit", 9) != 0)
			return SEQ_CST;
	orders |= orders_between(arguments, end, "memory_order_");
	return orders ? orders : ANY_ORDER;
}

/* Whether the word at p is what a #define defines. */
static bool is_defined_here(const char *code, const char *p)
{
	while (p > code && (p[-1] == ' ' || p[-1] == '\t'))
		p--;
	return p - code >= 6 && strncmp(p - 6, "define", 6) == 0;
}

static bool complain(const struct source *s, size_t line, const char *name, size_t n, unsigned missing)
{
	printf("%s:%zu: %.*s() has no order comment directly above it", s->name, line + 1, (int)n, name);
	for (size_t i = 0; i < ORDERS; i++)
		if (missing & 1u << i)
			printf(", \"%s: ...\"", order_names[i]);
	printf("\n");
	return false;
}

/* Whether the operation on this line has its comment. */
static bool has_comment(const struct source *s, size_t line, unsigned orders)
{
	const char *comment = line > 0 ? s->lines[line - 1].comment : NULL;
	const char *colon = comment ? strchr(comment, ':') : NULL;

	if (!colon || colon > comment + 60)
		return false;
	const char *reason = colon + 1;
	while (isspace((unsigned char)*reason) || (reason[0] == '*' && reason[1] != '/'))
		reason++;
	const unsigned named = orders_between(comment, colon, "");
	return is_word(*reason) && named != NO_ORDER && (orders & ~(named | ANY_ORDER)) == 0;
}

static bool check(const struct source *s, unsigned *operations)
{
	bool good = true;
	size_t line = 0;

	for (const char *p = s->code; *p;) {
		size_t n = 0;
		while (is_word(p[n]))
			n++;
		if (n == 0) {
			line += *p++ == '\n';
			continue;
		}
		const char *next = p + n + strspn(p + n, " \t");
		const unsigned orders = *next == '(' ? operation_orders(p, n, next) : NO_ORDER;
		if (orders != NO_ORDER && !s->lines[line].off && !is_defined_here(s->code, p)) {
			(*operations)++;
			if (!has_comment(s, line, orders))
				good = complain(s, line, p, n, orders);
		}
		p += n;
	}
	return good;
}

int main(int argc, char **argv)
{
	unsigned operations = 0;
	bool good = true;

	for (int i = 1; i < argc; i++) {
		struct source s = {argv[i], read_file(argv[i]), NULL, NULL};

		if (!s.text || !scan(&s)) {
			fprintf(stderr, "order_comments: cannot read %s\n", argv[i]);
			return 2;
		}
		good = check(&s, &operations) && good;
		free(s.text);
		free(s.code);
		free(s.lines);
	}
	printf("%u atomic operations in %d files\n", operations, argc - 1);
	return good ? 0 : 1;
}
