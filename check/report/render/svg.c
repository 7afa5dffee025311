/*
 * The picture as SVG. Each box has a line of the page for itself. An arrow leaves its box to the side, goes
 * up or down in the gap between two columns, and reaches the other box along that one's line, where no other
 * box is: so arrows never run behind a box.
 */
#include "report/names.h"
#include "report/render/paint.h"
#include "report/render/picture.h"

#include <string.h>

#define MARGIN     16
#define LETTER     7.9 /* width of a character of a monospaced font, 13 pixels high, with a little to spare */
#define LINE       17
#define PAD        8
#define ROW_GAP    10
#define LANE       9  /* between two arrows side by side */
#define FIRST_LANE 15 /* from a box to an arrow beside it: an arrowhead has to fit in between */
#define LEAST_GAP  26

struct route {
	int gap, lane; /* the gap to the left of column `gap`, never the first; its arrows are in lanes */
	double from_y, to_y;
};

struct drawing {
	const struct picture *p;
	FILE *out;
	double *x, *width;    /* of columns */
	double *y, *height;   /* of boxes */
	int *lanes;           /* how many a gap has */
	struct route *routes; /* of arrows */
	double right, bottom, top;
};

static void put(FILE *out, const char *s)
{
	for (; *s; s++)
		switch (*s) {
		case '&':
			fputs("&amp;", out);
			break;
		case '<':
			fputs("&lt;", out);
			break;
		case '>':
			fputs("&gt;", out);
			break;
		default:
			fputc((unsigned char)*s < ' ' ? ' ' : *s, out);
		}
}

static double text_pixels(const char *s)
{
	return LETTER * text_width(s, strlen(s));
}

/*
 * --- Where everything goes --------------------------------------------------------------------------------
 */

static bool cross(const struct arrow *a, const struct arrow *b)
{
	uint32_t a0 = a->from < a->to ? a->from : a->to, a1 = a->from < a->to ? a->to : a->from;
	uint32_t b0 = b->from < b->to ? b->from : b->to, b1 = b->from < b->to ? b->to : b->from;

	return a0 <= b1 && b0 <= a1;
}

/* The first lane of its gap in which nothing is beside the arrow. */
static int free_lane(const struct drawing *d, size_t arrow)
{
	for (int lane = 0;; lane++) {
		bool taken = false;
		for (size_t i = 0; i < arrow && !taken; i++)
			taken = d->routes[i].gap == d->routes[arrow].gap && d->routes[i].lane == lane &&
			        cross(&d->p->arrows[i], &d->p->arrows[arrow]);
		if (!taken)
			return lane;
	}
}

static void choose_lanes(struct drawing *d)
{
	const struct picture *p = d->p;

	for (size_t i = 0; i < p->arrow_count; i++) {
		int from = p->boxes[p->arrows[i].from].column, to = p->boxes[p->arrows[i].to].column;
		struct route *route = &d->routes[i];
		route->gap = to < from ? from : from + 1;
		route->lane = free_lane(d, i);
		if (route->lane >= d->lanes[route->gap])
			d->lanes[route->gap] = route->lane + 1;
	}
}

static double gap_width(const struct drawing *d, int gap)
{
	bool outer = gap == 0 || gap == d->p->columns; /* at the edges of the page */
	double lanes = LANE * (d->lanes[gap] - 1) + 2 * FIRST_LANE;

	if (outer)
		return d->lanes[gap] ? lanes + MARGIN : MARGIN;
	return lanes > LEAST_GAP ? lanes : LEAST_GAP;
}

static void place_columns(struct drawing *d)
{
	const struct picture *p = d->p;
	double x = gap_width(d, 0);

	for (int c = 0; c < p->columns; c++)
		d->width[c] = text_pixels(thread_name(p->r, p->threads[c])) + 2 * PAD;
	for (uint32_t i = 0; i < p->box_count; i++)
		for (int k = 0; p->boxes[i].column >= 0 && k < p->boxes[i].line_count; k++) {
			double w = text_pixels(p->boxes[i].lines[k].text) + 2 * PAD;
			if (w > d->width[p->boxes[i].column])
				d->width[p->boxes[i].column] = w;
		}
	for (int c = 0; c < p->columns; c++) {
		d->x[c] = x;
		x += d->width[c] + gap_width(d, c + 1);
	}
	d->right = x;
}

static void place_boxes(struct drawing *d)
{
	double y = d->top;

	for (uint32_t i = 0; i < d->p->box_count; i++) {
		d->y[i] = y;
		d->height[i] = LINE * d->p->boxes[i].line_count + PAD;
		y += d->height[i] + ROW_GAP;
	}
	d->bottom = y;
}

/* Where on a box's side its n-th arrow of several begins or ends. */
static double docking(const struct drawing *d, uint32_t box, int n, int all)
{
	return d->y[box] + d->height[box] * (n + 1) / (all + 1);
}

static void place_arrows(struct drawing *d)
{
	const struct picture *p = d->p;

	for (uint32_t b = 0; b < p->box_count; b++) {
		int all = 0, n = 0;
		for (size_t i = 0; i < p->arrow_count; i++)
			all += (p->arrows[i].from == b) + (p->arrows[i].to == b);
		for (size_t i = 0; i < p->arrow_count; i++) { /* what arrives is above what leaves */
			if (p->arrows[i].to == b)
				d->routes[i].to_y = docking(d, b, n++, all);
		}
		for (size_t i = 0; i < p->arrow_count; i++)
			if (p->arrows[i].from == b)
				d->routes[i].from_y = docking(d, b, n++, all);
	}
}

/* --- Drawing -------------------------------------------------------------------------------------------- */

static const char *const classes[] = {
	[ARROW_READS] = "reads",      [ARROW_SYNCHRONIZES] = "sync", [ARROW_MISSES] = "misses",
	[ARROW_OVERWRITES] = "order", [ARROW_WAITS] = "waits",       [ARROW_CONFLICT] = "conflict",
};

static void put_style(FILE *out)
{
	fputs("<style>\n"
	      "text { font: 13px monospace; fill: #1f2328; white-space: pre }\n"
	      ".page { fill: #ffffff } .head { font-weight: bold } .what { font-weight: bold }\n"
	      ".source { fill: #57606a } .note { fill: #57606a; font-style: italic }\n"
	      ".mark { fill: #cf222e; font-weight: bold }\n"
	      ".box { fill: #f6f8fa; stroke: #8c959f } .fault { fill: #ffebe9; stroke: #cf222e; "
	      "stroke-width: 2 }\n"
	      ".life { stroke: #d0d7de; stroke-width: 2 }\n"
	      "path { fill: none; stroke-width: 1.6 } marker path { stroke: none }\n"
	      ".reads { stroke: #0969da; stroke-dasharray: 6 3 } .head-reads { fill: #0969da }\n"
	      ".sync { stroke: #1a7f37 } .head-sync { fill: #1a7f37 }\n"
	      ".misses { stroke: #bc4c00; stroke-dasharray: 2 3 } .head-misses { fill: #bc4c00 }\n"
	      ".order { stroke: #8250df; stroke-dasharray: 8 3 2 3 } .head-order { fill: #8250df }\n"
	      ".waits { stroke: #cf222e } .head-waits { fill: #cf222e }\n"
	      ".conflict { stroke: #cf222e; stroke-width: 2.6 }\n"
	      "@media (prefers-color-scheme: dark) {\n"
	      "text { fill: #e6edf3 } .page { fill: #0d1117 } .source, .note { fill: #9198a1 }\n"
	      ".mark { fill: #ff7b72 } .box { fill: #161b22; stroke: #6e7681 }\n"
	      ".fault { fill: #3c1618; stroke: #ff7b72 } .life { stroke: #30363d }\n"
	      ".reads { stroke: #58a6ff } .head-reads { fill: #58a6ff }\n"
	      ".sync { stroke: #3fb950 } .head-sync { fill: #3fb950 }\n"
	      ".misses { stroke: #f0883e } .head-misses { fill: #f0883e }\n"
	      ".order { stroke: #bc8cff } .head-order { fill: #bc8cff }\n"
	      ".waits, .conflict { stroke: #ff7b72 } .head-waits { fill: #ff7b72 }\n"
	      "}\n</style>\n<defs>\n",
	      out);
	for (int k = 0; k < ARROW_CONFLICT; k++)
		fprintf(out,
		        "<marker id=\"%s\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" "
		        "markerUnits=\"userSpaceOnUse\" "
		        "markerWidth=\"10\" markerHeight=\"10\" orient=\"auto\"><path class=\"head-%s\" "
		        "d=\"M0 1L10 5L0 9z\"/></marker>\n",
		        classes[k], classes[k]);
	fputs("</defs>\n", out);
}

static void put_text(FILE *out, const char *class, double x, double y, const char *s)
{
	fprintf(out, "<text class=\"%s\" x=\"%.0f\" y=\"%.0f\">", class, x, y);
	put(out, s);
	fputs("</text>\n", out);
}

static void put_box(const struct drawing *d, uint32_t i)
{
	static const char *const names[] = {
		[LINE_WHAT] = "what", [LINE_SOURCE] = "source", [LINE_NOTE] = "note", [LINE_MARK] = "mark"};
	const struct box *b = &d->p->boxes[i];
	double x = b->column < 0 ? MARGIN : d->x[b->column];

	if (b->column >= 0)
		fprintf(d->out,
		        "<rect class=\"box%s\" x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" "
		        "rx=\"4\"/>\n",
		        b->fault ? " fault" : "", x, d->y[i], d->width[b->column], d->height[i]);
	for (int k = 0; k < b->line_count; k++)
		put_text(d->out, names[b->lines[k].kind], x + PAD, d->y[i] + LINE * (k + 1),
		         b->lines[k].text);
}

static void put_arrow(const struct drawing *d, size_t i)
{
	const struct arrow *a = &d->p->arrows[i];
	const struct route *route = &d->routes[i];
	int from = d->p->boxes[a->from].column, to = d->p->boxes[a->to].column;
	bool leftward = to < from;
	double start = leftward ? d->x[from] : d->x[from] + d->width[from];
	double lane = d->x[route->gap - 1] + d->width[route->gap - 1] + FIRST_LANE + LANE * route->lane;
	double end = to > from ? d->x[to] : d->x[to] + d->width[to];

	fprintf(d->out, "<path class=\"%s\" d=\"M%.1f %.1fH%.1fV%.1fH%.1f\"", classes[a->kind], start,
	        route->from_y, lane, route->to_y, end);
	if (a->kind != ARROW_CONFLICT)
		fprintf(d->out, " marker-end=\"url(#%s)\"", classes[a->kind]);
	fprintf(d->out, "><title>%s</title></path>\n", arrow_words(a->kind));
}

/*
 * Writes the error in lines as wide as the page; returns where the next thing may begin. With out NULL only
 * that.
 */
static double put_headline(const struct drawing *d, FILE *out)
{
	const char *s = d->p->r->headline;
	int fits = (int)((d->right - 2 * MARGIN) / LETTER);
	double y = MARGIN;

	while (*s) {
		size_t n = text_fit(s, fits), k = n;
		while (s[n] && k > 0 && s[k] != ' ')
			k--;
		n = s[n] && k ? k : n;
		y += LINE;
		if (out)
			put_text(out, "head", MARGIN, y, arena_print(d->p->r->arena, "%.*s", (int)n, s));
		s += n;
		s += strspn(s, " ");
	}
	return y + LINE;
}

/* What the arrows mean that there are. */
static void put_legend(const struct drawing *d, FILE *out, double *y)
{
	*y = d->bottom + PAD;
	for (int k = 0; k < ARROW_KINDS; k++) {
		bool used = false;
		for (size_t i = 0; i < d->p->arrow_count; i++)
			used |= d->p->arrows[i].kind == (enum arrow_kind)k;
		if (!used)
			continue;
		if (out) {
			fprintf(out, "<path class=\"%s\" d=\"M%d %.0fH%d\"", classes[k], MARGIN, *y + 8,
			        MARGIN + 40);
			if (k != ARROW_CONFLICT)
				fprintf(out, " marker-end=\"url(#%s)\"", classes[k]);
			fputs("/>\n", out);
			put_text(out, "source", MARGIN + 50, *y + 12, arrow_words((enum arrow_kind)k));
		}
		*y += LINE + 2;
	}
	*y += PAD;
}

static void draw(const struct drawing *d)
{
	const struct picture *p = d->p;
	double end;

	put_legend(d, NULL, &end);
	fprintf(d->out,
	        "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:space=\"preserve\" viewBox=\"0 0 %.0f %.0f\" "
	        "width=\"%.0f\" height=\"%.0f\">\n",
	        d->right, end, d->right, end);
	put_style(d->out);
	fprintf(d->out, "<rect class=\"page\" width=\"%.0f\" height=\"%.0f\"/>\n", d->right, end);
	put_headline(d, d->out);
	for (int c = 0; c < p->columns; c++) {
		double middle = d->x[c] + d->width[c] / 2;
		put_text(d->out, "head", d->x[c] + PAD, d->top - PAD - 4, thread_name(p->r, p->threads[c]));
		fprintf(d->out, "<path class=\"life\" d=\"M%.0f %.0fV%.0f\"/>\n", middle, d->top - PAD,
		        d->bottom);
	}
	for (size_t i = 0; i < p->arrow_count; i++)
		put_arrow(d, i);
	for (uint32_t i = 0; i < p->box_count; i++)
		put_box(d, i);
	put_legend(d, d->out, &end);
	fputs("</svg>\n", d->out);
}

void picture_write_svg(const struct picture *p, FILE *out)
{
	struct arena *a = p->r->arena;
	struct drawing d = {.p = p, .out = out};
	size_t columns = (size_t)p->columns + 2, boxes = p->box_count + 1;

	d.x = arena_alloc(a, columns * sizeof *d.x);
	d.width = arena_alloc(a, columns * sizeof *d.width);
	d.lanes = arena_alloc(a, columns * sizeof *d.lanes);
	d.y = arena_alloc(a, boxes * sizeof *d.y);
	d.height = arena_alloc(a, boxes * sizeof *d.height);
	d.routes = arena_alloc(a, (p->arrow_count + 1) * sizeof *d.routes);
	choose_lanes(&d);
	place_columns(&d);
	if (d.right < 480)
		d.right = 480;
	d.top = put_headline(&d, NULL) + 2 * LINE;
	place_boxes(&d);
	place_arrows(&d);
	draw(&d);
}
