#define _GNU_SOURCE
#include "report/render/picture.h"

#include "protocol/step.h"
#include "protocol/verdict.h"
#include "report/render/paint.h"
#include "report/rows.h"
#include "report/source/stacks.h"

#include <string.h>

#define MOST_TEXT 46 /* columns of text in a box */

const char *arrow_words(enum arrow_kind kind)
{
	static const char *const words[] = {
		[ARROW_READS] = "reads from, without order",
		[ARROW_SYNCHRONIZES] = "happens before",
		[ARROW_MISSES] = "does not see",
		[ARROW_OVERWRITES] = "overwritten by (modification order)",
		[ARROW_WAITS] = "waits for",
		[ARROW_CONFLICT] = "nothing orders these two",
	};

	return words[kind];
}

/* --- Boxes -------------------------------------------------------------------------------------------- */

static void find_columns(struct picture *p)
{
	struct report *r = p->r;

	p->threads = arena_alloc(r->arena, (r->thread_count + 1) * sizeof *p->threads);
	for (size_t t = 0; t < r->thread_count; t++)
		for (size_t i = 0; i < r->row_count; i++)
			if (!r->rows[i].left_out && r->rows[i].thread == t) {
				p->threads[p->columns++] = (uint16_t)t;
				break;
			}
}

static int column_of(const struct picture *p, uint16_t thread)
{
	for (int c = 0; c < p->columns; c++)
		if (p->threads[c] == thread)
			return c;
	return -1;
}

static void add_line(const struct picture *p, struct box *b, enum line_kind kind, const char *text)
{
	size_t n = text_fit(text, MOST_TEXT);

	if (!*text || b->line_count == MOST_LINES)
		return;
	if (text[n])
		text = arena_print(p->r->arena, "%.*s…", (int)text_fit(text, MOST_TEXT - 1), text);
	b->lines[b->line_count].kind = kind;
	b->lines[b->line_count++].text = text;
}

/* "load ready → 1". */
static const char *what_text(struct report *r, const struct row *row)
{
	struct arena *a = r->arena;
	const char *out = row_what(r, row, "→", "×");

	if (*row->order)
		out = arena_print(a, "%s  %s", out, row->order);
	return row->times > 1 ? arena_print(a, "%s  ×%u", out, row->times) : out;
}

static const char *source_text(struct report *r, const struct row *row)
{
	const struct frame *f = step_frame(r, row->step);
	const char *line = f->path ? source_line(r->sources, f->path, f->line) : NULL;
	const char *place = *row->place == ':' ? row->place + 1 : row->place;

	return line ? arena_print(r->arena, "%s  %s", place, line + strspn(line, " \t")) : place;
}

/* Whether the first of the row's notes says what an arrow shows. */
static bool is_drawn(const struct report *r, const struct row *row)
{
	const struct acq_step *s = &r->steps[row->step];

	return s->from < r->step_count && r->steps[s->from].thread != s->thread;
}

static void fill_box(const struct picture *p, struct box *b, const struct row *row)
{
	struct report *r = p->r;

	b->row = row;
	b->column = row->left_out ? -1 : column_of(p, row->thread);
	if (row->left_out) {
		add_line(p, b, LINE_NOTE,
		         arena_print(r->arena, "… %u step%s left out", row->left_out,
		                     row->left_out == 1 ? "" : "s"));
		return;
	}
	b->fault = row->mark != NULL;
	add_line(p, b, LINE_WHAT, what_text(r, row));
	add_line(p, b, LINE_SOURCE, source_text(r, row));
	for (size_t i = is_drawn(r, row); i < row->note_count; i++)
		add_line(p, b, LINE_NOTE, row->notes[i]);
	if (row->mark)
		add_line(p, b, LINE_MARK, row->mark);
}

/* --- Arrows ------------------------------------------------------------------------------------------- */

#define NO_BOX UINT32_MAX

/*
 * A thread's last box up to a step, or its first from that step on. That a thread begins and ends has no box.
 */
static uint32_t box_near(const struct picture *p, uint32_t step, bool after)
{
	uint16_t thread = p->r->steps[step].thread;
	uint32_t found = NO_BOX;

	for (uint32_t i = 0; i < p->box_count; i++) {
		const struct row *row = p->boxes[i].row;
		if (row->left_out || row->thread != thread)
			continue;
		if (after && row->step >= step)
			return i;
		if (!after && row->step <= step)
			found = i;
	}
	return found;
}

/* The box of a step itself, or of equal ones that it is counted among. */
static uint32_t box_of(const struct picture *p, uint32_t step)
{
	uint32_t i = 0;

	if (step >= p->r->step_count)
		return NO_BOX;
	while (i < p->box_count && p->boxes[i].row->step <= step)
		i++;
	if (!i || p->boxes[i - 1].row->left_out || p->boxes[i - 1].row->thread != p->r->steps[step].thread)
		return NO_BOX;
	return i - 1;
}

static void add_arrow(struct picture *p, enum arrow_kind kind, uint32_t from, uint32_t to)
{
	if (from == NO_BOX || to == NO_BOX || from == to)
		return;
	for (size_t i = 0; i < p->arrow_count; i++)
		if (p->arrows[i].kind == kind && p->arrows[i].from == from && p->arrows[i].to == to)
			return;
	p->arrows = arena_grow(p->r->arena, p->arrows, p->arrow_count, &p->arrow_room, sizeof *p->arrows);
	p->arrows[p->arrow_count++] = (struct arrow){kind, from, to};
}

static void add_arrows_of(struct picture *p, uint32_t step)
{
	const struct report *r = p->r;
	const struct acq_step *s = &r->steps[step];

	if (s->from < r->step_count && r->steps[s->from].thread != s->thread) {
		if (s->kind == ACQ_STEP_BEGIN)
			add_arrow(p, ARROW_SYNCHRONIZES, box_of(p, s->from), box_near(p, step, true));
		else if (s->kind == ACQ_STEP_JOIN)
			add_arrow(p, ARROW_SYNCHRONIZES, box_near(p, s->from, false), box_of(p, step));
		else if (s->kind == ACQ_STEP_STUCK && s->stuck == ACQ_STUCK_LOCK)
			add_arrow(p, ARROW_WAITS, box_of(p, step), box_of(p, s->from));
		else
			add_arrow(p, s->flags & ACQ_STEP_SYNCHRONIZES ? ARROW_SYNCHRONIZES : ARROW_READS,
			          box_of(p, s->from), box_of(p, step));
	}
	if (!(s->flags & ACQ_STEP_STALE))
		return;
	add_arrow(p, ARROW_MISSES, box_of(p, step), box_of(p, s->newest));
	if (s->from < r->step_count)
		add_arrow(p, ARROW_OVERWRITES, box_of(p, s->from), box_of(p, s->newest));
}

static void add_conflict(struct picture *p)
{
	uint32_t at[2], n = 0;
	bool unordered =
		p->r->verdict == ACQ_DATA_RACE || (p->r->verdict == ACQ_USE_AFTER_FREE && !p->r->o->ordered);

	for (uint32_t i = 0; i < p->box_count && n < 2; i++)
		if (p->boxes[i].fault)
			at[n++] = i;
	if (unordered && n == 2 && p->boxes[at[0]].column != p->boxes[at[1]].column)
		add_arrow(p, ARROW_CONFLICT, at[0], at[1]);
}

void picture_make(struct picture *p, struct report *r)
{
	*p = (struct picture){.r = r, .box_count = (uint32_t)r->row_count};
	p->boxes = arena_alloc(r->arena, (r->row_count + 1) * sizeof *p->boxes);
	find_columns(p);
	for (uint32_t i = 0; i < p->box_count; i++)
		fill_box(p, &p->boxes[i], &r->rows[i]);
	for (uint32_t i = 0; i < r->step_count; i++)
		add_arrows_of(p, i);
	add_conflict(p);
}
