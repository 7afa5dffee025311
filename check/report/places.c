/* How a place in the source is written. */
#include "resolved.h"

const char *place_full(struct report *r, const struct frame *f)
{
	if (f->file && f->line)
		return arena_print(r->arena, "%s:%d", f->file, f->line);
	if (f->function)
		return arena_print(r->arena, "%s()", f->function);
	return "an unknown place";
}

const char *place_short(struct report *r, const struct frame *f)
{
	if (f->file && f->line && r->one_file)
		return arena_print(r->arena, ":%d", f->line);
	if (f->file && f->line)
		return arena_print(r->arena, "%s:%d", f->file, f->line);
	return f->function ? arena_print(r->arena, "%s()", f->function) : "";
}

const char *place_words(struct report *r, const struct frame *f)
{
	if (f->file && f->line && r->one_file)
		return arena_print(r->arena, "line %d", f->line);
	return place_full(r, f);
}
