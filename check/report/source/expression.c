#define _GNU_SOURCE
#include "report/source/expression.h"

#include <ctype.h>
#include <string.h>

static bool in_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static int skip_spaces(const char *s, int i)
{
	while (s[i] == ' ' || s[i] == '\t')
		i++;
	return i;
}

/* Where what stands before i ends. */
static int skip_spaces_back(const char *s, int i)
{
	while (i > 0 && (s[i - 1] == ' ' || s[i - 1] == '\t'))
		i--;
	return i;
}

static int word_end(const char *s, int i)
{
	while (in_word(s[i]))
		i++;
	return i;
}

static int word_start(const char *s, int i)
{
	while (i > 0 && in_word(s[i - 1]))
		i--;
	return i;
}

/* Behind the string or character that begins at i. */
static int skip_quoted(const char *s, int i)
{
	char quote = s[i++];

	while (s[i] && s[i] != quote)
		i += s[i] == '\\' && s[i + 1] ? 2 : 1;
	return s[i] ? i + 1 : i;
}

/* Behind the bracket that closes the one at i; the end of the line if it is on another. */
static int close_bracket(const char *s, int i)
{
	int depth = 0;

	while (s[i]) {
		if (s[i] == '"' || s[i] == '\'') {
			i = skip_quoted(s, i);
			continue;
		}
		if (strchr("([{", s[i]))
			depth++;
		else if (strchr(")]}", s[i]) && --depth == 0)
			return i + 1;
		i++;
	}
	return skip_spaces_back(s, i);
}

/* The bracket that is closed by the one before i. */
static int open_bracket(const char *s, int i)
{
	int depth = 0;

	while (i > 0) {
		i--;
		if (strchr(")]}", s[i]))
			depth++;
		else if (strchr("([{", s[i]) && --depth == 0)
			return i;
	}
	return i;
}

/* Behind the members, subscripts, calls and ++ that follow an operand which ends at i. */
static int postfix_end(const char *s, int i)
{
	for (;;) {
		int k = skip_spaces(s, i);
		if (s[k] == '[' || s[k] == '(')
			i = close_bracket(s, k);
		else if (s[k] == '.' && in_word(s[k + 1]))
			i = word_end(s, k + 1);
		else if (s[k] == '-' && s[k + 1] == '>')
			i = word_end(s, skip_spaces(s, k + 2));
		else if ((s[k] == '+' || s[k] == '-') && s[k + 1] == s[k])
			return k + 2;
		else
			return i;
	}
}

/* Behind the operand that begins at i, with its prefix operators and casts. */
static int operand_end(const char *s, int i)
{
	for (;;) {
		i = skip_spaces(s, i);
		if (s[i] && strchr("*&!~-+", s[i])) {
			i++;
		} else if (s[i] == '(') {
			int k = close_bracket(s, i), next = skip_spaces(s, k);
			if (!in_word(s[next]) && s[next] != '(')
				return postfix_end(s, k);
			i = next;
		} else if (s[i] == '"' || s[i] == '\'') {
			return skip_quoted(s, i);
		} else {
			return postfix_end(s, word_end(s, i));
		}
	}
}

static bool is_keyword(const char *s, int start, int end)
{
	static const char *const words[] = {"return", "if", "while", "for", "switch", "else", "do", "case"};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if ((int)strlen(words[i]) == end - start && !strncmp(s + start, words[i], strlen(words[i])))
			return true;
	return false;
}

/* Where the operand that ends before i begins. */
static int operand_start(const char *s, int i)
{
	for (;;) {
		int end = skip_spaces_back(s, i);
		if (end > 0 && (s[end - 1] == ']' || s[end - 1] == ')')) {
			i = open_bracket(s, end);
			if (!in_word(s[i > 0 ? i - 1 : 0]) && (i == 0 || !strchr(")]", s[i - 1])))
				return i;
			if (i > 0 && in_word(s[i - 1]) && is_keyword(s, word_start(s, i), i))
				return i;
			continue;
		}
		int start = word_start(s, end);
		if (start == end || is_keyword(s, start, end))
			return skip_spaces(s, end < i ? end : i);
		int before = skip_spaces_back(s, start);
		if (before > 0 && s[before - 1] == '.')
			i = before - 1;
		else if (before > 1 && s[before - 1] == '>' && s[before - 2] == '-')
			i = before - 2;
		else
			return start;
	}
}

/* The same with the stars and the like in front of it. */
static int prefixed_start(const char *s, int i)
{
	int start = operand_start(s, i);

	for (;;) {
		int before = skip_spaces_back(s, start);
		if (before == 0 || !strchr("*&!~", s[before - 1]))
			return start;
		int more = skip_spaces_back(s, before - 1);
		if (more > 0 && (in_word(s[more - 1]) || strchr(")]&", s[more - 1])) &&
		    !is_keyword(s, word_start(s, more), more))
			return start; /* a binary operator */
		start = before - 1;
	}
}

/* Behind an expression that begins at i and goes on to the end of the statement or argument. */
static int expression_end(const char *s, int i)
{
	while (s[i] && !strchr(";,)]}", s[i])) {
		if (s[i] == '/' && (s[i + 1] == '/' || s[i + 1] == '*'))
			break;
		if (s[i] == '"' || s[i] == '\'')
			i = skip_quoted(s, i);
		else
			i = strchr("([{", s[i]) ? close_bracket(s, i) : i + 1;
	}
	return skip_spaces_back(s, i);
}

static struct span statement(const char *s)
{
	int start = skip_spaces(s, 0), end = expression_end(s, start);

	if (end <= start)
		end = skip_spaces_back(s, (int)strlen(s));
	return (struct span){start, end};
}

/* The length of an assignment operator at i, 0: there is none. */
static int assignment_length(const char *s, int i)
{
	if (s[i] == '=')
		return s[i + 1] != '=' && (i == 0 || !strchr("=!<>", s[i - 1])) ? 1 : 0;
	if (s[i] && strchr("+-*/%&|^", s[i]) && s[i + 1] == '=')
		return 2;
	if ((!strncmp(s + i, "<<=", 3) || !strncmp(s + i, ">>=", 3)))
		return 3;
	return 0;
}

static bool follows_operand(const char *s, int i)
{
	int end = skip_spaces_back(s, i);

	if (end == 0 || (!in_word(s[end - 1]) && !strchr(")]", s[end - 1])))
		return false;
	return !is_keyword(s, word_start(s, end), end);
}

static struct span at_word(const char *s, int i, enum expression_use use)
{
	int start = word_start(s, i), end = word_end(s, i);

	if (is_keyword(s, start, end)) {
		int k = skip_spaces(s, end);
		if (s[k] == '(' && s[start] != 'r')
			return (struct span){start, close_bracket(s, k)};
		return (struct span){start, expression_end(s, k)};
	}
	start = prefixed_start(s, end);
	if (start > 1 && (s[start - 1] == '+' || s[start - 1] == '-') && s[start - 2] == s[start - 1])
		start -= 2;
	end = postfix_end(s, end);
	int k = skip_spaces(s, end), length = assignment_length(s, k);
	if (use == EXPRESSION_WRITE && length)
		end = expression_end(s, k + length);
	return (struct span){start, end};
}

static struct span at_assignment(const char *s, int i, int length, enum expression_use use)
{
	struct span span = {prefixed_start(s, i), expression_end(s, i + length)};

	if (use == EXPRESSION_READ && length == 1)
		span.start = skip_spaces(s, i + 1);
	return span;
}

static struct span at_operator(const char *s, int i)
{
	bool binary = follows_operand(s, i);
	int length = 1;

	if ((s[i] == '+' || s[i] == '-') && s[i + 1] == s[i])
		return binary ? (struct span){prefixed_start(s, i), i + 2}
		              : (struct span){i, operand_end(s, i + 2)};
	if (s[i] == '(' && !binary)
		return (struct span){i, close_bracket(s, i)};
	if (strchr("([.", s[i]) || (s[i] == '-' && s[i + 1] == '>'))
		return (struct span){prefixed_start(s, i), postfix_end(s, i)};
	while (s[i + length] && strchr("=<>&|", s[i + length]) && length < 2)
		length++;
	return (struct span){binary ? prefixed_start(s, i) : i, operand_end(s, i + length)};
}

struct span expression_at(const char *line, int column, enum expression_use use)
{
	struct span span;
	int i = column - 1;

	if (i < 0 || i >= (int)strlen(line))
		return statement(line);
	i = skip_spaces(line, i);
	int length = assignment_length(line, i);
	if (!length && i > 0 && assignment_length(line, i - 1) == 2) {
		i--;
		length = 2;
	}
	if (length)
		span = at_assignment(line, i, length, use);
	else if (in_word(line[i]))
		span = at_word(line, i, use);
	else if (line[i] == ')' && use == EXPRESSION_CALL) /* a constructor's, as gcc has it: guard(mutex) */
		span = (struct span){operand_start(line, i + 1), i + 1};
	else if (line[i] && strchr("+-*/%&|^!~<>=?([.", line[i]))
		span = at_operator(line, i);
	else
		span = (struct span){i, i + 1};
	if (span.end <= span.start || span.end > (int)strlen(line))
		return statement(line);
	return span;
}

/* Whether the text compares or combines values: then it is no object, and no pointer to one. */
static bool is_value(const char *s, struct span t)
{
	for (int i = t.start; i < t.end; i++) {
		if (strchr("([{", s[i]))
			i = close_bracket(s, i) - 1;
		else if (s[i] == '-' && s[i + 1] == '>')
			i++;
		else if (strchr("=<>|^?%", s[i]))
			return true;
	}
	return false;
}

/* The first argument of the call that ends the expression, or the object of a method call. */
static struct span object_of_call(const char *s, struct span call)
{
	const struct span none = {0, 0};
	int open = call.start;

	while (open < call.end && s[open] != '(')
		open++;
	if (open == call.end)
		return none;
	int name = word_start(s, open);
	if (name > call.start && s[name - 1] == '.')
		return (struct span){call.start, name - 1};
	if (name > call.start + 1 && s[name - 1] == '>' && s[name - 2] == '-')
		return (struct span){call.start, name - 2};
	struct span first = {skip_spaces(s, open + 1), 0};
	if (!strncmp(s + first.start, "SYS_", 4) ||
	    !strncmp(s + first.start, "__NR_", 5)) { /* of syscall() */
		int comma = word_end(s, first.start);
		if (s[comma] == ',')
			first.start = skip_spaces(s, comma + 1);
	}
	if (s[first.start] == '&')
		first.start = skip_spaces(s, first.start + 1);
	first.end = expression_end(s, first.start);
	return first.end > first.start && !is_value(s, first) ? first : none;
}

struct span expression_object(const char *line, int column, enum expression_use use)
{
	const struct span none = {0, 0};

	if (column < 1 || column > (int)strlen(line))
		return none;
	int operator= skip_spaces(line, column - 1);
	if (use == EXPRESSION_CALL && assignment_length(line, operator) && follows_operand(line, operator))
		return (struct span){prefixed_start(line, operator), skip_spaces_back(line, operator)};
	struct span span = expression_at(line, column, use);
	while (use == EXPRESSION_READ && span.start < span.end && strchr("!~", line[span.start]))
		span.start = skip_spaces(line, span.start + 1); /* of `!done` what is read is `done` */
	int end = operand_end(line, span.start), next = skip_spaces(line, end);
	if (use == EXPRESSION_CALL && memchr(line + span.start, '(', (size_t)(span.end - span.start)) &&
	    in_word(line[span.start]))
		return object_of_call(line, span);
	if (assignment_length(line, next) && use != EXPRESSION_READ)
		return (struct span){span.start, end};
	/* x++ and ++x: the operand alone. */
	if (end - span.start > 2 && (line[end - 1] == '+' || line[end - 1] == '-') &&
	    line[end - 2] == line[end - 1])
		return (struct span){span.start, end - 2};
	if (span.start + 2 < end && strchr("+-", line[span.start]) &&
	    line[span.start + 1] == line[span.start])
		return (struct span){span.start + 2, end};
	if (end < span.end || is_keyword(line, span.start, word_end(line, span.start)) ||
	    memchr(line + span.start, '(', (size_t)(end - span.start)))
		return none;
	return (struct span){span.start, end};
}
