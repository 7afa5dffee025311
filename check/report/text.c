/* The report as text. */
#define _GNU_SOURCE
#include "columns.h"
#include "excerpt.h"
#include "paint.h"
#include "resolved.h"

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
		paint_text(p, INK_WARNING, i ? "            " : "  cut short: ");
		paint_wrapped(p, INK_PLAIN, r->bounds[i], 13, 13);
	}
}

/* In the order in which they happen; the headline of a race already says where its block was allocated. */
static void write_excerpts(const struct paint *p, struct report *r)
{
	for (size_t i = 0; i < r->location_count; i++)
		if (r->verdict != ACQ_DATA_RACE || r->locations[i].site->role != ACQ_SITE_ALLOC)
			excerpt_write(p, r, &r->locations[i]);
}

static void write_why(const struct paint *p, struct report *r)
{
	for (size_t i = 0; i < r->why_count; i++) {
		const struct why *w = &r->why[i];
		paint_text(p, INK_NOTE, i ? "      " : "why   ");
		if (!w->code) {
			paint_wrapped(p, INK_PLAIN, w->text, 6, 6);
			continue;
		}
		const char *line = source_line(r->sources, w->code->path, w->code->line);
		line = line ? line + strspn(line, " \t") : "";
		const char *place = r->one_file ? arena_print(r->arena, "%d", w->code->line) : place_full(r, w->code);
		size_t fits = text_fit(line, 52);
		paint_print(p, INK_NOTE, "  %s | ", place);
		fprintf(p->out, "%.*s%s", (int)fits, line, line[fits] ? paint_glyphs(p)->dots : "");
		int at = 6 + 2 + text_width(place, strlen(place)) + 3 + text_width(line, fits);
		fprintf(p->out, "%*s", at < 58 ? 58 - at : 2, "");
		paint_wrapped(p, w->fault ? INK_ERROR : INK_PLAIN, w->text, at < 58 ? 58 : at + 2, 58);
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

#define MOST_OUTPUT 2000 /* bytes of the program's output shown */

static void write_output(const struct paint *p, const char *heading, const char *s, size_t n)
{
	size_t cut = n > MOST_OUTPUT ? n - MOST_OUTPUT : 0;

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

static void write_summary(const struct paint *p, struct report *r)
{
	const struct acq_progress *a = &r->o->progress;

	paint_print(p, INK_FAINT, "%s after %llu execution%s without error, %.2f s\n", verdict_word(r->verdict),
		    (unsigned long long)a->complete, a->complete == 1 ? "" : "s", r->run->seconds);
}

void report_text(struct report *r, FILE *out, const struct report_style *style)
{
	struct paint p = { out, style };
	bool error = r->verdict != ACQ_OK && r->verdict != ACQ_INCOMPLETE;

	write_headline(&p, r);
	if (style->brief)
		return;
	write_bounds(&p, r);
	if (!error)
		return;
	fputc('\n', out);
	write_excerpts(&p, r);
	write_why(&p, r);
	write_advice(&p, r);
	columns_write(&p, r);
	write_output(&p, "output of this execution", r->output, r->output_size);
	if (r->run->printed)
		write_output(&p, "the program printed", r->run->printed, strlen(r->run->printed));
	write_summary(&p, r);
}
