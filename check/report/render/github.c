/*
 * The report as annotations of GitHub's: "::error file=FILE,line=LINE,col=COLUMN,title=TITLE::MESSAGE" on a
 * line of its own. In messages %, CR and LF are written as %25, %0D and %0A; in the properties before them
 * also : and , as %3A and %2C.
 */
#include "report/render/finding.h"
#include "report/source/places.h"
#include "report/words.h"

#include <string.h>

static void escape(FILE *out, const char *s, const char *special)
{
	for (; *s; s++)
		if (strchr(special, *s))
			fprintf(out, "%%%02X", (unsigned)*s);
		else
			fputc(*s, out);
}

#define IN_MESSAGE  "%\r\n"
#define IN_PROPERTY IN_MESSAGE ":,"

static void begin(FILE *out, const char *level, const char *file, int line, int column, const char *title)
{
	fprintf(out, "::%s ", level);
	if (file) {
		fputs("file=", out);
		escape(out, file, IN_PROPERTY);
		fputc(',', out);
	}
	if (file && line)
		fprintf(out, "line=%d,", line);
	if (file && line && column)
		fprintf(out, "col=%d,", column);
	fputs("title=", out);
	escape(out, title, IN_PROPERTY);
	fputs("::", out);
}

void report_github_failure(FILE *out, const char *file, const char *sentence)
{
	begin(out, "error", file, 0, 0, "acqrel");
	escape(out, sentence, IN_MESSAGE);
	fputc('\n', out);
}

static void annotate(struct report *r, FILE *out, const char *level, const struct frame *f, const char *root)
{
	const char *title = arena_print(r->arena, "acqrel: %s", verdict_word(r->verdict));

	begin(out, level, f ? path_from(r, f, root) : NULL, f ? f->line : 0, f ? f->column : 0, title);
}

/* The whole story is in the message of the first; the others say what happens at their places. */
void report_github(struct report *r, FILE *out, const struct report_style *style)
{
	struct finding f = finding_make(r);

	if (!f.level) {
		fprintf(out, "%s\n", f.sentence);
		for (size_t i = 0; i < f.more_count && !style->brief; i++)
			fprintf(out, "note: %s\n", f.more[i]);
		return;
	}
	annotate(r, out, f.level, f.frame, style->root);
	escape(out, f.sentence, IN_MESSAGE);
	for (size_t i = 0; i < f.other_count && !style->brief; i++) {
		escape(out, "\n", IN_MESSAGE);
		escape(out, place_full(r, f.others[i].frame), IN_MESSAGE);
		escape(out, ": ", IN_MESSAGE);
		escape(out, f.others[i].text, IN_MESSAGE);
	}
	for (size_t i = 0; i < f.more_count && !style->brief; i++) {
		escape(out, "\n", IN_MESSAGE);
		escape(out, f.more[i], IN_MESSAGE);
	}
	fputc('\n', out);
	for (size_t i = 0; i < f.other_count && !style->brief; i++) {
		annotate(r, out, "notice", f.others[i].frame, style->root);
		escape(out, f.others[i].text, IN_MESSAGE);
		fputc('\n', out);
	}
}
