/* The report as compilers write their messages: FILE:LINE:COLUMN: error: SENTENCE [VERDICT]. */
#include "report/render/finding.h"
#include "report/words.h"

static void write_place(struct report *r, FILE *out, const struct frame *f, const char *root)
{
	if (!f)
		fputs("acqrel: ", out);
	else if (f->column)
		fprintf(out, "%s:%d:%d: ", path_from(r, f, root), f->line, f->column);
	else
		fprintf(out, "%s:%d: ", path_from(r, f, root), f->line);
}

void report_gcc(struct report *r, FILE *out, const struct report_style *style)
{
	struct finding f = finding_make(r);

	if (f.level) {
		write_place(r, out, f.frame, style->root);
		fprintf(out, "%s: %s [%s]\n", f.level, f.sentence, verdict_word(r->verdict));
	} else {
		fprintf(out, "%s\n", f.sentence);
	}
	if (style->brief)
		return;
	for (size_t i = 0; i < f.other_count; i++) {
		write_place(r, out, f.others[i].frame, style->root);
		fprintf(out, "note: %s\n", f.others[i].text);
	}
	for (size_t i = 0; i < f.more_count; i++) {
		write_place(r, out, f.frame, style->root);
		fprintf(out, "note: %s\n", f.more[i]);
	}
}
