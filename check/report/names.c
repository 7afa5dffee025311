/* What threads, variables and operations are called. */
#define _GNU_SOURCE
#include "report/names.h"

#include "protocol/outcome.h"
#include "protocol/step.h"
#include "report/locations.h"
#include "report/source/expression.h"
#include "report/source/places.h"
#include "report/source/stacks.h"
#include "report/words.h"

#include <string.h>

/*
 * A std::thread or an ar_thread begins in a library: what it runs is the first of the program's own
 * functions.
 */
static const char *outermost_function(struct report *r, uint16_t thread)
{
	for (uint32_t i = 0; i < r->step_count; i++) {
		if (r->steps[i].thread != thread)
			continue;
		struct stack s = step_stack(r, i);
		if (s.count && !s.frames[s.count - 1].hidden)
			return s.frames[s.count - 1].function;
	}
	return NULL;
}

static const char *plain_thread_name(struct report *r, uint16_t t)
{
	const struct acq_thread *thread = &r->threads[t];
	size_t n = strnlen(thread->name, sizeof thread->name);

	if (n)
		return arena_copy(r->arena, thread->name, n);
	if (!t)
		return "main";
	const char *function = symbols_function(r->symbols, thread->start_pc);
	struct frame frames[MOST_INLINED];
	size_t inlined =
		thread->start_pc ? symbols_frames(r->symbols, thread->start_pc, frames, MOST_INLINED) : 0;
	if (function && (strstr(function, "::_M_run") || (inlined && frames[inlined - 1].library)))
		function = outermost_function(r, t);
	return function ? function : "thread";
}

/* Several threads that run one function are numbered in the order of their creation. */
void names_of_threads(struct report *r)
{
	const char **plain = arena_alloc(r->arena, (r->thread_count + 1) * sizeof *plain);

	r->thread_names = arena_alloc(r->arena, (r->thread_count + 1) * sizeof *r->thread_names);
	for (size_t i = 0; i < r->thread_count; i++)
		plain[i] = plain_thread_name(r, (uint16_t)i);
	for (size_t i = 0; i < r->thread_count; i++) {
		size_t same = 0, number = 0;
		for (size_t k = 0; k < r->thread_count; k++)
			if (!strcmp(plain[i], plain[k])) {
				same++;
				number += k <= i;
			}
		r->thread_names[i] = same > 1 ? arena_print(r->arena, "%s #%zu", plain[i], number) : plain[i];
	}
}

const char *thread_name(const struct report *r, uint16_t thread)
{
	return thread < r->thread_count ? r->thread_names[thread] : "another thread";
}

static enum expression_use use_of(const struct acq_step *s)
{
	switch (s->kind) {
	case ACQ_STEP_PLAIN_READ:
		return EXPRESSION_READ;
	case ACQ_STEP_PLAIN_WRITE:
		return EXPRESSION_WRITE;
	default:
		return EXPRESSION_CALL;
	}
}

const char *expression_of(struct report *r, uint32_t step)
{
	const struct frame *f = step_frame(r, step);
	const char *line = source_line(r->sources, f->path, f->line);

	if (!line || !f->column)
		return NULL;
	struct span span = expression_object(line, f->column, use_of(&r->steps[step]));
	int length = span.end - span.start;
	return length > 0 && length <= 40 ? arena_copy(r->arena, line + span.start, (size_t)length) : NULL;
}

static bool is_lock(const struct acq_step *s)
{
	return s->kind == ACQ_STEP_LOCK || s->kind == ACQ_STEP_UNLOCK || s->stuck == ACQ_STUCK_LOCK;
}

static bool same_place(const struct frame *a, const struct frame *b)
{
	return a->path && b->path && a->line == b->line && a->column == b->column &&
	       !strcmp(a->path, b->path);
}

/*
 * Whether the mutex is unlocked or locked again as a part of a wait: that line names the condition variable
 * first.
 */
static bool is_part_of_wait(struct report *r, uint32_t step)
{
	const struct acq_step *s = &r->steps[step];

	for (uint32_t i = step; i-- > 0;) {
		if (r->steps[i].thread != s->thread || r->inside[i])
			continue;
		if (!same_place(step_frame(r, i), step_frame(r, step)))
			return false;
		if (r->steps[i].kind == ACQ_STEP_CALL && r->steps[i].op == ACQ_CALL_WAIT)
			return r->steps[i].addr != s->addr;
	}
	return false;
}

/*
 * What the mutex is called where it is locked or unlocked by itself, by this thread if there is such a place.
 */
static const char *lock_name(struct report *r, uint32_t step)
{
	const char *any = NULL;

	for (uint32_t i = 0; i < r->step_count; i++) {
		const struct acq_step *s = &r->steps[i];
		if (!is_lock(s) || s->addr != r->steps[step].addr || r->inside[i] || is_part_of_wait(r, i))
			continue;
		const char *name = expression_of(r, i);
		if (name && s->thread == r->steps[step].thread)
			return name;
		any = any ? any : name;
	}
	return any;
}

const char *address_name(struct report *r, uint64_t address, uint64_t size, struct value_type *type)
{
	return symbols_variable(r->symbols, address, size, type);
}

const char *object_name(struct report *r, uint32_t step)
{
	const struct acq_step *s = &r->steps[step];
	const char *name = address_name(r, s->addr, s->len, NULL);

	if (!name && !(is_lock(s) && is_part_of_wait(r, step)))
		name = expression_of(r, step);
	if (!name && is_lock(s))
		name = lock_name(r, step);
	if (name)
		return name;
	if (allocation_of(r, s->addr))
		return block_name(r, s->addr);
	return s->len ? bytes_text(r, s->len) : "memory";
}

static const char *heap_name(struct report *r)
{
	struct location *alloc = location_of(r, ACQ_SITE_ALLOC);

	if (!alloc)
		return r->o->block_len
		               ? arena_print(r->arena, "a heap block of %s", bytes_text(r, r->o->block_len))
		               : "heap memory";
	return arena_print(r->arena, "the heap block allocated at %s",
	                   place_full(r, stack_top(&alloc->stack)));
}

const char *subject_name(struct report *r)
{
	const struct acq_outcome *o = r->o;
	const char *name = o->addr ? address_name(r, o->addr, o->len, NULL) : NULL;

	if (name)
		return arena_print(r->arena, "`%s`", name);
	switch (o->region) {
	case ACQ_REGION_HEAP:
		return heap_name(r);
	case ACQ_REGION_STACK:
		return arena_print(r->arena, "a local variable on the stack of %s",
		                   thread_name(r, o->region_thread));
	case ACQ_REGION_TLS:
		return arena_print(r->arena, "a thread-local variable of %s",
		                   thread_name(r, o->region_thread));
	case ACQ_REGION_NONE:
		return NULL;
	default:
		return o->addr ? arena_print(r->arena, "memory at 0x%llx", (unsigned long long)o->addr)
		               : NULL;
	}
}
