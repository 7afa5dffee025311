#define _GNU_SOURCE
#include "report/render/paint.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const char *const codes[] = {"",           "\033[1m",    "\033[1;31m", "\033[1;32m",
                                    "\033[1;33m", "\033[1;36m", "\033[2m"};

void paint_text(const struct paint *p, enum ink ink, const char *s)
{
	if (p->style->color && ink != INK_PLAIN && *s)
		fprintf(p->out, "%s%s\033[0m", codes[ink], s);
	else
		fputs(s, p->out);
}

void paint_print(const struct paint *p, enum ink ink, const char *format, ...)
{
	va_list arguments;
	char *s;

	va_start(arguments, format);
	if (vasprintf(&s, format, arguments) >= 0) {
		paint_text(p, ink, s);
		free(s);
	}
	va_end(arguments);
}

void paint_times(const struct paint *p, enum ink ink, const char *s, int n)
{
	if (p->style->color && ink != INK_PLAIN)
		fputs(codes[ink], p->out);
	while (n-- > 0)
		fputs(s, p->out);
	if (p->style->color && ink != INK_PLAIN)
		fputs("\033[0m", p->out);
}

static int is_first_byte(char c)
{
	return (c & 0xc0) != 0x80;
}

int text_width(const char *s, size_t n)
{
	int width = 0;

	for (size_t i = 0; i < n && s[i]; i++)
		width += is_first_byte(s[i]);
	return width;
}

size_t text_fit(const char *s, int width)
{
	size_t i = 0;

	while (s[i]) {
		if (is_first_byte(s[i]) && width-- == 0)
			break;
		i++;
	}
	return i;
}

void paint_wrapped(const struct paint *p, enum ink ink, const char *s, int at, int indent)
{
	for (;;) {
		size_t n = text_fit(s, PAGE_WIDTH - at);
		if (s[n]) { /* back to the last blank, if there is one */
			size_t k = n;
			while (k > 0 && s[k] != ' ')
				k--;
			n = k ? k : n;
		}
		paint_print(p, ink, "%.*s\n", (int)n, s);
		s += n;
		while (*s == ' ')
			s++;
		if (!*s)
			return;
		fprintf(p->out, "%*s", indent, "");
		at = indent;
	}
}

const struct glyphs *paint_glyphs(const struct paint *p)
{
	static const struct glyphs utf8 = {"─", "…", "→", "◄", "×"}, ascii = {"-", "...", "->", "<-", "x"};

	return p->style->ascii ? &ascii : &utf8;
}
