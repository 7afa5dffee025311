#define _GNU_SOURCE
#include "report/render/excerpt.h"

#include "protocol/outcome.h"
#include "report/names.h"
#include "report/source/expression.h"
#include "report/source/places.h"
#include "report/source/stacks.h"

#include <string.h>

#define TAB 8

struct shown { /* a line as it is shown: tabs expanded, cut to the width */
	char *text;
	int mark_start, mark_end; /* in columns */
};

static enum expression_use use_of(const struct location *l)
{
	return l->calls ? EXPRESSION_CALL : l->reads ? EXPRESSION_READ : EXPRESSION_WRITE;
}

/* Expands tabs; *map gets the column that each byte begins in. */
static char *expand(struct arena *a, const char *line, int *map)
{
	size_t n = strlen(line), k = 0;
	char *out = arena_alloc(a, n * TAB + 1);
	int column = 0;

	for (size_t i = 0; i < n; i++) {
		map[i] = column;
		if (line[i] == '\t') {
			do
				out[k++] = ' ';
			while (++column % TAB);
			continue;
		}
		out[k++] = line[i];
		column += (line[i + 1] & 0xc0) != 0x80;
	}
	map[n] = column;
	return out;
}

/* Leaves out what does not fit: first the indentation, then what is far from the mark. */
static void cut(struct arena *a, struct shown *s, int width, const char *dots)
{
	int indent = (int)strspn(s->text, " "), length = text_width(s->text, strlen(s->text));

	if (length <= width)
		return;
	int drop = indent < length - width ? indent : length - width;
	if (length - indent > width && s->mark_start - drop > width / 2)
		drop = s->mark_start - width / 3;
	const char *rest = s->text + text_fit(s->text, drop);
	bool inner = drop > indent;
	size_t fits = text_fit(rest, width - (inner ? 3 : 0));
	if (rest[fits])
		fits = text_fit(rest, width - 6);
	s->text = arena_print(a, "%s%.*s%s", inner ? dots : "", (int)fits, rest, rest[fits] ? dots : "");
	int shift = drop - (inner ? text_width(dots, strlen(dots)) : 0);
	s->mark_start -= shift;
	s->mark_end -= shift;
	length = text_width(s->text, strlen(s->text));
	if (s->mark_end > length)
		s->mark_end = length;
}

static struct shown prepare(struct report *r, const struct location *l, const char *line, int width,
                            const char *dots)
{
	int *map = arena_alloc(r->arena, (strlen(line) + 1) * sizeof *map);
	struct span span = expression_at(line, stack_top(&l->stack)->column, use_of(l));
	struct shown s = {.text = expand(r->arena, line, map)};

	s.mark_start = map[span.start];
	s.mark_end = map[span.end];
	cut(r->arena, &s, width, dots);
	return s;
}

static void write_heading(const struct paint *p, struct report *r, const struct location *l)
{
	const struct frame *f = stack_top(&l->stack);

	paint_text(p, INK_NOTE, "  --> ");
	fputs(place_full(r, f), p->out);
	if (f->line && f->column)
		fprintf(p->out, ":%d", f->column);
	fprintf(p->out, ", thread ");
	paint_text(p, INK_BOLD, thread_name(r, l->site->thread));
	if (f->function && f->line)
		fprintf(p->out, ", in %s", function_words(r, f));
	fputc('\n', p->out);
}

static void write_callers(const struct paint *p, struct report *r, const struct location *l, int gutter)
{
	size_t n = l->stack.count, most = 8;

	for (size_t i = 1; i < n; i++) {
		const struct frame *f = &l->stack.frames[i];
		if (n - 1 > most && i > most / 2 && i < n - most / 2) {
			if (i == most / 2 + 1)
				paint_print(p, INK_FAINT, "%*s   (%zu calls in between)\n", gutter, "",
				            n - most);
			continue;
		}
		paint_print(p, INK_FAINT, "%*s   called from %s", gutter, "", function_words(r, f));
		if (f->file && f->line)
			paint_print(p, INK_FAINT, " at %s", place_full(r, f));
		fputc('\n', p->out);
	}
}

void excerpt_write(const struct paint *p, struct report *r, const struct location *l)
{
	const struct frame *f = stack_top(&l->stack);
	const char *line = source_line(r->sources, f->path, f->line);
	char number[16];
	int gutter = snprintf(number, sizeof number, "%d", f->line);
	bool main_one = l->site->role == ACQ_SITE_ACCESS || l->site->role == ACQ_SITE_STUCK;

	write_heading(p, r, l);
	if (!line) {
		paint_print(p, INK_PLAIN, "   %s%s\n", l->access,
		            f->line ? " (the source file cannot be read)" : "");
		write_callers(p, r, l, 1);
		fputc('\n', p->out);
		return;
	}
	struct shown s = prepare(r, l, line, PAGE_WIDTH - gutter - 3, paint_glyphs(p)->dots);
	paint_print(p, INK_NOTE, "%*s |\n%s | ", gutter, "", number);
	fprintf(p->out, "%s\n", s.text);
	paint_print(p, INK_NOTE, "%*s | ", gutter, "");
	fprintf(p->out, "%*s", s.mark_start, "");
	paint_times(p, main_one ? INK_ERROR : INK_NOTE, "^", s.mark_end - s.mark_start);
	if (gutter + 3 + s.mark_end + 1 + text_width(l->access, strlen(l->access)) > PAGE_WIDTH) {
		fputc('\n', p->out);
		paint_print(p, INK_NOTE, "%*s | ", gutter, "");
		fprintf(p->out, "%*s", s.mark_start > PAGE_WIDTH / 2 ? PAGE_WIDTH / 2 : s.mark_start, "");
	} else {
		fputc(' ', p->out);
	}
	paint_print(p, main_one ? INK_ERROR : INK_NOTE, "%s\n", l->access);
	write_callers(p, r, l, gutter);
	fputc('\n', p->out);
}
