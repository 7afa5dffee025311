/* The report as text. */
#define _GNU_SOURCE
#include "protocol/verdict.h"
#include "report/locations.h"
#include "report/render/columns.h"
#include "report/render/excerpt.h"
#include "report/render/paint.h"
#include "report/resolved.h"
#include "report/source/expression.h"
#include "report/source/places.h"
#include "report/words.h"

#include <string.h>

static void write_headline(const struct paint *p, struct report *r)
{
	const char *rest = strchr(r->headline, ':');
	size_t n = rest ? (size_t)(rest - r->headline) : 0;

	if (r->verdict == ACQ_OK || r->verdict == ACQ_INCOMPLETE || r->verdict == ACQ_UNSUPPORTED) {
		enum ink ink = r->verdict == ACQ_OK ? INK_GOOD : INK_WARNING;
		paint_print(p, ink, "%.*s", (int)n, r->headline);
		paint_wrapped(p, INK_BOLD, r->headline + n, (int)n, 2);
		return;
	}
	paint_text(p, INK_ERROR, "error");
	paint_text(p, INK_BOLD, ": ");
	paint_wrapped(p, INK_BOLD, r->headline, 7, 7);
}

/* What was not explored belongs right under "no error". */
static void write_bounds(const struct paint *p, const struct report *r)
{
	for (size_t i = 0; i < r->bound_count; i++) {
		paint_text(p, INK_WARNING, i ? "             " : "  cut short: ");
		paint_wrapped(p, INK_PLAIN, r->bounds[i], 13, 13);
	}
}

/* What no execution of this program is looked at for. */
static void write_notes(const struct paint *p, const struct report *r)
{
	for (size_t i = 0; i < r->note_count; i++) {
		paint_text(p, INK_WARNING, "  note: ");
		paint_wrapped(p, INK_PLAIN, r->notes[i], 8, 8);
	}
}

/* What the number of executions does not count. */
static void write_reductions(const struct paint *p, const struct report *r)
{
	for (size_t i = 0; i < r->reduction_count; i++) {
		paint_text(p, INK_FAINT, "  explored once: ");
		paint_wrapped(p, INK_FAINT, r->reductions[i], 17, 17);
	}
}

/* In the order in which they happen. */
static void write_excerpts(const struct paint *p, struct report *r)
{
	for (size_t i = 0; i < r->location_count; i++)
		if (location_is_shown(r, &r->locations[i]))
			excerpt_write(p, r, &r->locations[i]);
}

#define QUOTE  58 /* columns for a line of source */
#define REMARK 58 /* where what is said about it begins */
#define UNDER  12 /* where it begins on a line of its own, when it does not fit beside a long one */

/* The line if it is short, else the part of it that is meant. */
static const char *quote(const struct paint *p, struct report *r, const struct why *w)
{
	const char *line = source_line(r->sources, w->code->path, w->code->line);

	if (!line)
		return "";
	struct span span = expression_at(line, w->code->column, EXPRESSION_CALL);
	const char *start = line + strspn(line, " \t");
	if (text_width(start, strlen(start)) <= QUOTE)
		return start;
	const char *part = arena_copy(r->arena, line + span.start, (size_t)(span.end - span.start));
	size_t fits = text_fit(part, QUOTE - 3);
	return part[fits] ? arena_print(r->arena, "%.*s%s", (int)fits, part, paint_glyphs(p)->dots) : part;
}

static void write_quote(const struct paint *p, struct report *r, const struct why *w)
{
	const char *place =
		r->one_file ? arena_print(r->arena, "%d", w->code->line) : place_short(r, w->code);
	const char *line = quote(p, r, w);
	int at = 6 + 2 + text_width(place, strlen(place)) + 3 + text_width(line, strlen(line));
	int remark = at < REMARK ? REMARK : at + 2;

	paint_print(p, INK_NOTE, "  %s | ", place);
	fputs(line, p->out);
	if (at >= REMARK && remark + text_width(w->text, strlen(w->text)) > PAGE_WIDTH) {
		fprintf(p->out, "\n%*s", UNDER, "");
		remark = UNDER;
	} else {
		fprintf(p->out, "%*s", remark - at, "");
	}
	paint_wrapped(p, w->fault ? INK_ERROR : INK_PLAIN, w->text, remark, remark == UNDER ? UNDER : REMARK);
}

static void write_why(const struct paint *p, struct report *r)
{
	for (size_t i = 0; i < r->why_count; i++) {
		paint_text(p, INK_NOTE, i ? "      " : "why   ");
		if (r->why[i].code)
			write_quote(p, r, &r->why[i]);
		else
			paint_wrapped(p, INK_PLAIN, r->why[i].text, 6, 6);
	}
	if (r->why_count)
		fputc('\n', p->out);
}

static void write_advice(const struct paint *p, const struct report *r)
{
	if (!r->advice)
		return;
	paint_text(p, INK_NOTE, "note  ");
	paint_wrapped(p, INK_PLAIN, r->advice, 6, 6);
	fputc('\n', p->out);
}

static void write_help(const struct paint *p, const struct report *r)
{
	for (size_t i = 0; i < r->fix_count; i++) {
		paint_text(p, INK_GOOD, i ? "      " : "help  ");
		paint_wrapped(p, INK_PLAIN, r->fixes[i], 6, 6);
	}
	if (r->fix_count)
		fputc('\n', p->out);
}

#define MOST_OUTPUT 4000 /* bytes of the program's output shown with an error */

static void write_output(const struct paint *p, const char *heading, const char *s, size_t n, size_t most)
{
	size_t cut = n > most ? n - most : 0;

	if (!n)
		return;
	paint_print(p, INK_NOTE, "%s\n", heading);
	if (cut)
		paint_print(p, INK_FAINT, "  (%zu bytes left out)\n", cut);
	for (s += cut, n -= cut; n;) {
		const char *end = memchr(s, '\n', n);
		size_t length = end ? (size_t)(end - s) : n;
		fprintf(p->out, "  %.*s\n", (int)length, s);
		length += end != NULL;
		s += length;
		n -= length;
	}
	fputc('\n', p->out);
}

/* Of the first execution that came to its end; with several workers, of one of those that first did. */
static void write_shown_output(const struct paint *p, const struct report *r)
{
	const char *which = r->o->request.workers > 1 ? "output of one execution"
	                                              : "output of the first execution that came to its end";

	fputc('\n', p->out);
	if (r->output_size)
		write_output(p, which, r->output, r->output_size, SIZE_MAX);
	else
		paint_print(p, INK_NOTE, "%s\n",
		            r->o->progress.complete ? "the program prints nothing"
		                                    : "no execution came to its end: there is no output");
}

static void write_summary(const struct paint *p, struct report *r)
{
	unsigned long long complete = r->o->progress.complete;

	paint_print(p, INK_FAINT, "%s, ", verdict_word(r->verdict));
	if (complete)
		paint_print(p, INK_FAINT, "after %llu execution%s without error, ", complete,
		            complete == 1 ? "" : "s");
	paint_print(p, INK_FAINT, "%.2f s\n", r->run->seconds);
}

void report_text(struct report *r, FILE *out, const struct report_style *style)
{
	struct paint p = {out, style};
	bool error = r->verdict != ACQ_OK && r->verdict != ACQ_INCOMPLETE;

	write_headline(&p, r);
	if (style->brief)
		return;
	write_bounds(&p, r);
	write_notes(&p, r);
	if (!error)
		write_reductions(&p, r);
	if (!error && style->output)
		write_shown_output(&p, r);
	if (!error)
		return;
	fputc('\n', out);
	write_excerpts(&p, r);
	write_why(&p, r);
	write_help(&p, r);
	write_advice(&p, r);
	columns_write(&p, r);
	write_output(&p, "output of this execution", r->output, r->output_size, MOST_OUTPUT);
	if (r->run->printed)
		write_output(&p, "the program printed", r->run->printed, strlen(r->run->printed),
		             MOST_OUTPUT);
	write_summary(&p, r);
	if (r->run->hint) {
		paint_print(&p, INK_FAINT, "%s", r->run->hint);
		fputc('\n', out);
	}
}
