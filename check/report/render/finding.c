#define _GNU_SOURCE
#include "report/render/finding.h"

#include "protocol/verdict.h"
#include "report/locations.h"
#include "report/names.h"
#include "report/source/stacks.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

bool has_line(const struct frame *f)
{
	return f->file && f->line;
}

/* The program's own words may have several lines. */
static const char *one_line(struct report *r, const char *s)
{
	char *copy = arena_copy(r->arena, s, strlen(s));

	for (char *c = copy; *c; c++)
		if (*c == '\n' || *c == '\r')
			*c = ' ';
	return copy;
}

/* Who does what there. */
static const char *done_at(struct report *r, const struct location *l)
{
	return one_line(r, arena_print(r->arena, "%s: %s", thread_name(r, l->site->thread), l->access));
}

static const struct location *first_place(struct report *r)
{
	for (struct location **l = locations_by_weight(r); *l; l++)
		if (location_is_shown(r, *l) && has_line(stack_top(&(*l)->stack)))
			return *l;
	return NULL;
}

/* What happens several times at one place is said once. */
static void add_other(struct finding *f, struct remark *others, struct remark new)
{
	for (size_t i = 0; i < f->other_count; i++)
		if (others[i].frame->line == new.frame->line &&
		    !strcmp(others[i].frame->file, new.frame->file) && !strcmp(others[i].text, new.text))
			return;
	others[f->other_count++] = new;
}

static void add_others(struct report *r, struct finding *f, const struct location *first)
{
	struct remark *others =
		arena_alloc(r->arena, (r->location_count + r->why_count + 1) * sizeof *others);

	for (struct location **l = locations_by_weight(r); *l; l++)
		if (*l != first && location_is_shown(r, *l) && has_line(stack_top(&(*l)->stack)))
			add_other(f, others, (struct remark){stack_top(&(*l)->stack), done_at(r, *l)});
	for (size_t i = 0; i < r->why_count; i++)
		if (r->why[i].code && has_line(r->why[i].code))
			add_other(f, others, (struct remark){r->why[i].code, one_line(r, r->why[i].text)});
	f->others = others;
}

#define MOST_OUTPUT 20 /* lines of it */

/* The end of what the program printed: of a test that fails, what it says. */
static size_t add_output(struct report *r, const char **lines)
{
	const char *s = r->output, *end = s + r->output_size;
	size_t n = 0, first = 0;

	for (size_t i = 0, seen = 0; i < r->output_size; i++)
		if (s[r->output_size - 1 - i] == '\n' && i && ++seen == MOST_OUTPUT) {
			first = r->output_size - i;
			break;
		}
	for (s += first; s < end; n++) {
		const char *newline = memchr(s, '\n', (size_t)(end - s)), *stop = newline ? newline : end;
		lines[n] = one_line(r, arena_print(r->arena, "output: %.*s", (int)(stop - s), s));
		s = stop + (newline != NULL);
	}
	return n;
}

static void add_more(struct report *r, struct finding *f)
{
	size_t most = r->why_count + r->fix_count + r->bound_count + r->note_count + 2 + MOST_OUTPUT;
	const char **more = arena_alloc(r->arena, most * sizeof *more);
	size_t n = 0;

	for (size_t i = 0; i < r->why_count; i++)
		if (!r->why[i].code || !has_line(r->why[i].code))
			more[n++] = one_line(r, r->why[i].text);
	for (size_t i = 0; i < r->fix_count; i++)
		more[n++] = one_line(r, r->fixes[i]);
	if (r->advice)
		more[n++] = one_line(r, r->advice);
	for (size_t i = 0; i < r->bound_count; i++)
		more[n++] = one_line(r, arena_print(r->arena, "cut short: %s", r->bounds[i]));
	for (size_t i = 0; i < r->note_count; i++)
		more[n++] = one_line(r, r->notes[i]);
	if (r->verdict == ACQ_EXIT_FAILURE || r->verdict == ACQ_ASSERTION)
		n += add_output(r, more + n);
	f->more = more;
	f->more_count = n;
}

struct finding finding_make(struct report *r)
{
	struct finding f = {.sentence = r->headline};
	const struct location *first = first_place(r);

	if (r->verdict != ACQ_OK)
		f.level = r->verdict == ACQ_INCOMPLETE ? "warning" : "error";
	if (first) {
		f.frame = stack_top(&first->stack);
		if (!strstr(first->access, "here"))
			f.sentence = arena_print(r->arena, "%s; %s", r->headline, done_at(r, first));
	}
	f.sentence = one_line(r, f.sentence);
	add_others(r, &f, first);
	add_more(r, &f);
	return f;
}

const char *path_below(const char *path, const char *root)
{
	size_t n = strcmp(root, "/") ? strlen(root) : 0;

	return !strncmp(path, root, n) && path[n] == '/' ? path + n + 1 : NULL;
}

const char *path_from(struct report *r, const struct frame *f, const char *root)
{
	char real[PATH_MAX];

	if (!f->path || !realpath(f->path, real))
		return f->file;
	const char *below = path_below(real, root);
	return arena_print(r->arena, "%s", below ? below : real);
}
