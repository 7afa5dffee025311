/* Call stacks without what is not the user's: the runtime below main, libraries, the compiler's headers. */
#include "report/source/stacks.h"

#include "protocol/step.h"

#include <string.h>

#define MOST_FRAMES 128

struct collected {
	struct frame frames[MOST_FRAMES];
	size_t count;
};

/*
 * Everything from the thread's start function inwards: the last of its frames, because it may have called
 * itself.
 */
static void collect(struct report *r, uint32_t off, uint16_t length, uint16_t thread, struct collected *c)
{
	uint64_t start = thread < r->thread_count ? r->threads[thread].start_pc : 0;
	size_t end = 0;

	for (uint32_t i = off; i < off + length && c->count < MOST_FRAMES; i++) {
		uint64_t pc = r->pcs[i] - 1;
		c->count += symbols_frames(r->symbols, pc, c->frames + c->count, MOST_FRAMES - c->count);
		if (start && symbols_function_start(r->symbols, pc) == start)
			end = c->count;
	}
	if (end)
		c->count = end;
}

/* Compilers may make several functions of one part, each of which calls the next. */
static bool is_same_part(const struct frame *inner, const struct frame *outer)
{
	return inner->outlined && outer->outlined &&
	       (!outer->function || (inner->function && !strcmp(inner->function, outer->function)));
}

static struct stack copy(struct report *r, const struct collected *c, bool hidden_too)
{
	struct frame *frames = arena_alloc(r->arena, (c->count + 1) * sizeof *frames);
	struct stack s = {.frames = frames};

	for (size_t i = 0; i < c->count; i++)
		if ((hidden_too || !c->frames[i].hidden) &&
		    !(s.count && is_same_part(&frames[s.count - 1], &c->frames[i])))
			frames[s.count++] = c->frames[i];
	return s;
}

struct stack stack_resolve(struct report *r, uint32_t off, uint16_t length, uint16_t thread)
{
	struct collected c = {.count = 0};

	if (off > r->pc_count || length > r->pc_count - off)
		length = 0;
	collect(r, off, length, thread, &c);
	struct stack s = copy(r, &c, false);
	return s.count ? s : copy(r, &c, true);
}

struct stack step_stack(struct report *r, uint32_t step)
{
	if (step >= r->step_count)
		return (struct stack){0};
	struct stack *s = &r->step_stacks[step];
	const struct acq_step *t = &r->steps[step];
	if (!s->frames)
		*s = stack_resolve(r, t->stack_off, t->stack_len, t->thread);
	return *s;
}

bool step_is_in_header(struct report *r, uint32_t step)
{
	const struct acq_step *s = &r->steps[step];
	struct frame innermost;

	return s->stack_len && s->stack_off < r->pc_count &&
	       symbols_frames(r->symbols, r->pcs[s->stack_off] - 1, &innermost, 1) && innermost.path &&
	       innermost.hidden;
}

bool library_call_at(struct report *r, uint32_t step, struct library_call *l)
{
	const struct acq_step *s = &r->steps[step];
	struct collected c = {.count = 0};
	size_t end = 0, n = 0, most = sizeof l->functions / sizeof l->functions[0] - 1;
	bool found = false;

	*l = (struct library_call){.depth = 0};
	if (s->stack_off > r->pc_count || s->stack_len > r->pc_count - s->stack_off)
		return false;
	collect(r, s->stack_off, s->stack_len, s->thread, &c);
	for (; end < c.count && c.frames[end].hidden; end++)
		found |= c.frames[end].library;
	for (size_t i = end; i-- > 0 && n < most;)
		if (c.frames[i].library && c.frames[i].function)
			l->functions[n++] = c.frames[i].function;
	if (end < c.count)
		l->caller = c.frames[end];
	l->depth = c.count - end;
	return found && n;
}

const struct frame *stack_top(const struct stack *s)
{
	static const struct frame nothing;

	return s->count ? &s->frames[0] : &nothing;
}

const struct frame *step_frame(struct report *r, uint32_t step)
{
	struct stack s = step_stack(r, step);

	return stack_top(&s);
}
