#define _GNU_SOURCE
#include "report/render/columns.h"

#include "protocol/outcome.h"
#include "report/names.h"
#include "report/rows.h"

#include <stdlib.h>
#include <string.h>

#define MOST_COLUMNS 6
#define INDENT       2
#define GAP          2
#define LEAST_LAST   30 /* columns of text that the last thread gets at least */
#define NOTE_INDENT  4
#define SPILL        12 /* how far a text may run over the next column, which is empty beside it */

struct layout {
	const struct paint *paint;
	struct report *r;
	uint16_t *threads; /* those shown, by column */
	int *offsets, *widths;
	int count;
	bool folded; /* a single column, with the threads' names in front */
};

/* A row's first line. */
static char *row_text(const struct layout *l, const struct row *row)
{
	const struct glyphs *g = paint_glyphs(l->paint);
	struct arena *a = l->r->arena;
	char *out = arena_print(a, "%s%s%s", row->place, *row->place ? " " : "",
	                        row_what(l->r, row, g->arrow, g->times));

	if (*row->order)
		out = arena_print(a, "%s  %s", out, row->order);
	if (row->times > 1)
		out = arena_print(a, "%s  %s%u", out, g->times, row->times);
	return out;
}

static char *mark_text(const struct layout *l, const struct row *row)
{
	return row->mark ? arena_print(l->r->arena, "  %s %s", paint_glyphs(l->paint)->mark, row->mark) : "";
}

static int width_of(const char *s)
{
	return text_width(s, strlen(s));
}

static int row_width(const struct layout *l, const struct row *row)
{
	int width = width_of(row_text(l, row)) + width_of(mark_text(l, row));

	for (size_t i = 0; i < row->note_count; i++)
		if (NOTE_INDENT + width_of(row->notes[i]) > width)
			width = NOTE_INDENT + width_of(row->notes[i]);
	return width;
}

static int column_of(const struct layout *l, uint16_t thread)
{
	for (int c = 0; c < l->count; c++)
		if (l->threads[c] == thread)
			return c;
	return -1;
}

static void find_threads(struct layout *l)
{
	l->threads = arena_alloc(l->r->arena, (l->r->thread_count + 1) * sizeof *l->threads);
	for (size_t t = 0; t < l->r->thread_count; t++)
		for (size_t i = 0; i < l->r->row_count; i++)
			if (!l->r->rows[i].left_out && l->r->rows[i].thread == t) {
				l->threads[l->count++] = (uint16_t)t;
				break;
			}
	l->folded = l->count > MOST_COLUMNS;
}

/* Takes from the widest columns until all fit; but the last may run up to the edge of the page. */
static void shrink(struct layout *l)
{
	int room = PAGE_WIDTH - INDENT - GAP * (l->count - 1), total = 0;

	for (int c = 0; c < l->count; c++)
		total += l->widths[c];
	while (total > room) {
		int widest = 0;
		for (int c = 1; c < l->count; c++)
			if (l->widths[c] - (c == l->count - 1 ? LEAST_LAST / 2 : 0) >
			    l->widths[widest] - (widest == l->count - 1 ? LEAST_LAST / 2 : 0))
				widest = c;
		l->widths[widest]--;
		total--;
	}
}

static void lay_out(struct layout *l)
{
	int at = INDENT;

	l->widths = arena_alloc(l->r->arena, (size_t)(l->count + 1) * sizeof *l->widths);
	l->offsets = arena_alloc(l->r->arena, (size_t)(l->count + 1) * sizeof *l->offsets);
	for (int c = 0; c < l->count; c++)
		l->widths[c] = width_of(thread_name(l->r, l->threads[c]));
	for (size_t i = 0; i < l->r->row_count; i++) {
		const struct row *row = &l->r->rows[i];
		int c = row->left_out ? -1 : column_of(l, row->thread), w = c < 0 ? 0 : row_width(l, row);
		if (c >= 0 && w > l->widths[c])
			l->widths[c] = w;
	}
	shrink(l);
	for (int c = 0; c < l->count; c++) {
		l->offsets[c] = at;
		at += l->widths[c] + GAP;
	}
}

/*
 * Writes text beginning in column `at`, wrapped. It may run over the columns to the right: on its lines
 * they are empty.
 */
static void write_cell(const struct layout *l, enum ink ink, const char *s, int at, int width)
{
	int room = PAGE_WIDTH - at;

	width = width + SPILL < LEAST_LAST ? LEAST_LAST : width + SPILL;
	if (width > room)
		width = room;
	for (bool first = true; first || *s; first = false) {
		size_t n = text_fit(s, first ? width : width - NOTE_INDENT), k = n;
		while (s[n] && k > 0 && s[k] != ' ')
			k--;
		n = s[n] && k ? k : n;
		if (!first)
			fprintf(l->paint->out, "\n%*s", at + NOTE_INDENT, "");
		while (n > 0 && s[n] && s[n - 1] == ' ')
			n--;
		paint_print(l->paint, ink, "%.*s", (int)n, s);
		s += n;
		s += strspn(s, " ");
	}
}

static void write_row(const struct layout *l, const struct row *row)
{
	FILE *out = l->paint->out;
	int c = column_of(l, row->thread), at = l->folded ? l->offsets[0] : l->offsets[c];
	int width = l->folded ? PAGE_WIDTH - at : l->widths[c];
	const char *text = row_text(l, row), *mark = mark_text(l, row);

	if (l->folded)
		fprintf(out, "%*s%-*.*s", INDENT, "", at - INDENT, at - INDENT - GAP,
		        thread_name(l->r, row->thread));
	else
		fprintf(out, "%*s", at, "");
	write_cell(l, row->mark ? INK_BOLD : INK_PLAIN, text, at, width);
	if (*mark && width_of(text) + width_of(mark) >
	                     (width + SPILL < PAGE_WIDTH - at ? width + SPILL : PAGE_WIDTH - at)) {
		fprintf(out, "\n%*s", at + NOTE_INDENT, "");
		mark += 2;
	}
	paint_text(l->paint, INK_ERROR, mark);
	for (size_t i = 0; i < row->note_count; i++) {
		fprintf(out, "\n%*s", at + NOTE_INDENT, "");
		write_cell(l, INK_FAINT, row->notes[i], at + NOTE_INDENT, width - NOTE_INDENT);
	}
	fputc('\n', out);
}

static void write_header(const struct layout *l)
{
	int at = 0;

	for (int c = 0; c < l->count; c++) {
		const char *name = thread_name(l->r, l->threads[c]);
		int fits = (int)text_fit(name, l->widths[c]);
		fprintf(l->paint->out, "%*s", l->offsets[c] - at, "");
		paint_print(l->paint, INK_BOLD, "%.*s", fits, name);
		at = l->offsets[c] + text_width(name, (size_t)fits);
	}
	fputc('\n', l->paint->out);
	for (int c = 0; c < l->count; c++) {
		fprintf(l->paint->out, "%*s", c ? GAP : INDENT, "");
		paint_times(l->paint, INK_FAINT, paint_glyphs(l->paint)->rule, l->widths[c]);
	}
	fputc('\n', l->paint->out);
}

/* One column, with names as wide as they are, within reason. */
static void fold(struct layout *l)
{
	int widest = 0;

	for (int c = 0; c < l->count; c++) {
		int w = width_of(thread_name(l->r, l->threads[c]));
		widest = w > widest ? w : widest;
	}
	l->offsets = arena_alloc(l->r->arena, sizeof *l->offsets);
	l->offsets[0] = INDENT + (widest < 24 ? widest : 24) + GAP;
}

static size_t count_steps(const struct report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->row_count; i++)
		n += r->rows[i].left_out ? r->rows[i].left_out : r->rows[i].times;
	return n;
}

void columns_write(const struct paint *p, struct report *r)
{
	struct layout l = {.paint = p, .r = r};
	const struct acq_progress *a = &r->o->progress;

	if (r->row_count < 2) /* an excerpt has shown it already */
		return;
	find_threads(&l);
	paint_print(p, INK_NOTE, "execution %llu", (unsigned long long)a->complete + a->blocked + 1);
	size_t n = count_steps(r);
	fprintf(p->out, ", %zu step%s%s\n", n, n == 1 ? "" : "s",
	        !r->one_file && r->main_file ? arena_print(r->arena, " (:N is a line of %s)", r->main_file)
	                                     : "");
	if (l.folded) {
		fold(&l);
	} else {
		lay_out(&l);
		write_header(&l);
	}
	for (size_t i = 0; i < r->row_count; i++) {
		const struct row *row = &r->rows[i];
		if (row->left_out)
			paint_print(p, INK_FAINT, "%*s%s %u step%s left out\n", INDENT, "",
			            paint_glyphs(p)->dots, row->left_out, row->left_out == 1 ? "" : "s");
		else
			write_row(&l, row);
	}
	fputc('\n', p->out);
}
