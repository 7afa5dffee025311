/* The picture in the language of Graphviz. */
#include "report/names.h"
#include "report/render/picture.h"

static void put(FILE *out, const char *s)
{
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			fputc('\\', out);
		fputc((unsigned char)*s < ' ' ? ' ' : *s, out);
	}
}

static void put_box(const struct box *b, uint32_t i, FILE *out)
{
	fprintf(out, "\t\tn%u [label=\"", i);
	for (int k = 0; k < b->line_count; k++) {
		put(out, b->lines[k].text);
		fputs("\\l", out);
	}
	fprintf(out, "\"%s];\n", b->fault ? ", color=\"#cf222e\", penwidth=2" : "");
}

static void put_thread(const struct picture *p, int column, FILE *out)
{
	uint32_t last = UINT32_MAX;

	fprintf(out, "\tsubgraph cluster_%d {\n\t\tlabel=\"", column);
	put(out, thread_name(p->r, p->threads[column]));
	fputs("\";\n", out);
	for (uint32_t i = 0; i < p->box_count; i++) {
		if (p->boxes[i].column != column)
			continue;
		put_box(&p->boxes[i], i, out);
		if (last != UINT32_MAX)
			fprintf(out, "\t\tn%u -> n%u [arrowhead=none, color=\"#8c959f\", weight=10];\n", last,
			        i);
		last = i;
	}
	fputs("\t}\n", out);
}

void picture_write_dot(const struct picture *p, FILE *out)
{
	static const char *const looks[] = {
		[ARROW_READS] = "style=dashed, color=\"#0969da\"",
		[ARROW_SYNCHRONIZES] = "color=\"#1a7f37\"",
		[ARROW_MISSES] = "style=dotted, color=\"#bc4c00\"",
		[ARROW_OVERWRITES] = "style=dotted, color=\"#8250df\"",
		[ARROW_WAITS] = "color=\"#cf222e\"",
		[ARROW_CONFLICT] = "color=\"#cf222e\", penwidth=2, dir=none",
	};

	fputs("digraph execution {\n\tlabel=\"", out);
	put(out, p->r->headline);
	fputs("\";\n\tlabelloc=t;\n\tfontname=\"monospace\";\n"
	      "\tnode [shape=box, fontname=\"monospace\", fontsize=11];\n"
	      "\tedge [fontname=\"monospace\", fontsize=10];\n",
	      out);
	for (int c = 0; c < p->columns; c++)
		put_thread(p, c, out);
	for (size_t i = 0; i < p->arrow_count; i++) {
		const struct arrow *a = &p->arrows[i];
		fprintf(out, "\tn%u -> n%u [%s, constraint=false, tooltip=\"%s\"];\n", a->from, a->to,
		        looks[a->kind], arrow_words(a->kind));
	}
	fputs("}\n", out);
}
