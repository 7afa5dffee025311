/* How a place in the source is written. */
#include "report/source/places.h"

#include "report/source/stacks.h"

#include <string.h>

#define MOST_STEPS 1000 /* the last ones: of a long execution hardly more than these are shown */

/* How many of the steps and locations are in the file; *all counts those in any. */
static size_t count_in(struct report *r, const char *file, size_t *all)
{
	size_t n = 0, steps = r->step_count < MOST_STEPS ? r->step_count : MOST_STEPS;

	*all = 0;
	for (size_t i = 0; i < r->location_count + steps; i++) {
		if (i >= r->location_count && r->quiet[r->step_count - 1 - (i - r->location_count)])
			continue;
		const struct frame *f =
			i < r->location_count
				? stack_top(&r->locations[i].stack)
				: step_frame(r, (uint32_t)(r->step_count - 1 - (i - r->location_count)));
		*all += f->file != NULL;
		n += f->file && !strcmp(f->file, file);
	}
	return n;
}

/* The file of the first location is the likeliest: it is the main one unless most is elsewhere. */
void places_resolve(struct report *r)
{
	size_t all, most = 0;

	r->one_file = true;
	for (size_t i = 0; i < r->location_count; i++) {
		const struct frame *f = stack_top(&r->locations[i].stack);
		size_t n = f->file ? count_in(r, f->file, &all) : 0;
		if (n <= most)
			continue;
		most = n;
		r->main_file = f->file;
		r->one_file = n == all;
	}
}

const char *function_words(struct report *r, const struct frame *f)
{
	size_t n = f->function ? strlen(f->function) : 0;

	if (!n)
		return "an unknown function";
	return f->function[n - 1] == ')' ? f->function : arena_print(r->arena, "%s()", f->function);
}

const char *place_full(struct report *r, const struct frame *f)
{
	if (f->file && f->line)
		return arena_print(r->arena, "%s:%d", f->file, f->line);
	return f->function ? function_words(r, f) : "an unknown place";
}

const char *place_short(struct report *r, const struct frame *f)
{
	if (f->file && f->line && r->main_file && !strcmp(f->file, r->main_file))
		return arena_print(r->arena, ":%d", f->line);
	if (f->file && f->line)
		return arena_print(r->arena, "%s:%d", f->file, f->line);
	return f->function && !f->hidden ? function_words(r, f) : "";
}

const char *place_words(struct report *r, const struct frame *f)
{
	if (f->file && f->line && r->one_file && r->main_file)
		return arena_print(r->arena, "line %d", f->line);
	return place_full(r, f);
}
