/*
 * Why nothing orders two accesses. Whatever the later one's thread can know of the other, it knows through
 * reads of what others wrote: the way back along these either does not reach the first access, or one of
 * its reads and writes has an order that publishes nothing.
 */
#include "report/explain/why_unordered.h"

#include "protocol/step.h"
#include "report/explain/fixes.h"
#include "report/explain/why.h"
#include "report/explain/why_locks.h"
#include "report/names.h"
#include "report/source/places.h"
#include "report/source/stacks.h"
#include "report/words.h"

#include <string.h>

struct search {
	struct report *r;
	uint32_t first, second;
	/* by thread: the last of its steps that the second access can know of; ACQ_NO_STEP: none */
	uint32_t *known;
	uint32_t *via; /* by thread: the read through which */
};

/* One pass from the later to the earlier is enough, because what is read always comes before its read. */
static void search_back(struct search *s)
{
	const struct acq_step *steps = s->r->steps;

	for (size_t t = 0; t < s->r->thread_count; t++)
		s->known[t] = s->via[t] = ACQ_NO_STEP;
	if (steps[s->second].thread < s->r->thread_count)
		s->known[steps[s->second].thread] = s->second;
	for (uint32_t i = s->second; i-- > 0;) {
		uint16_t t = steps[i].thread, u;
		uint32_t from = steps[i].from;
		if (t >= s->r->thread_count || s->known[t] == ACQ_NO_STEP || i > s->known[t] || from >= i)
			continue;
		u = steps[from].thread;
		if (u == t || u >= s->r->thread_count || (s->known[u] != ACQ_NO_STEP && s->known[u] >= from))
			continue;
		s->known[u] = from;
		s->via[u] = i;
	}
}

static bool acquires(uint8_t order)
{
	return order == ACQ_ACQUIRE || order == ACQ_CONSUME || order == ACQ_ACQ_REL || order == ACQ_SEQ_CST ||
	       order == ACQ_HEAVY;
}

static bool releases(uint8_t order)
{
	return order == ACQ_RELEASE || order == ACQ_ACQ_REL || order == ACQ_SEQ_CST || order == ACQ_HEAVY;
}

/* A fence of the thread between two of its steps; ACQ_NO_STEP: none. */
static uint32_t find_fence(const struct report *r, uint32_t after, uint32_t before, bool (*fits)(uint8_t))
{
	for (uint32_t i = after + 1; i < before; i++)
		if (r->steps[i].kind == ACQ_STEP_FENCE && r->steps[i].thread == r->steps[before].thread &&
		    fits(r->steps[i].order))
			return i;
	return ACQ_NO_STEP;
}

static bool is_atomic(const struct acq_step *s)
{
	return s->kind <= ACQ_STEP_CAS_FAILED;
}

/* Whether the write publishes everything that its thread did from `start` on; says so. */
static bool tell_write(struct report *r, uint32_t start, uint32_t write)
{
	const struct acq_step *s = &r->steps[write];

	if (!is_atomic(s))
		return true;
	if (releases(s->order)) {
		why_quote(r, write, false,
		          arena_print(r->arena, "%s: publishes earlier writes", order_name(s->order)));
		return true;
	}
	if (find_fence(r, start, write, releases) != ACQ_NO_STEP) {
		why_quote(r, write, false, "after a release fence: publishes the writes before it");
		return true;
	}
	why_quote(r, write, true,
	          arena_print(r->arena, "%s: does not publish earlier writes", order_name(s->order)));
	return false;
}

/* Whether the read makes what it reads from visible to what its thread does at `use`; says so. */
static bool tell_read(struct report *r, uint32_t read, uint32_t use)
{
	const struct acq_step *s = &r->steps[read];

	if (!is_atomic(s))
		return true;
	if (acquires(s->order)) {
		why_quote(r, read, false,
		          arena_print(r->arena, "%s: makes published writes visible", order_name(s->order)));
		return true;
	}
	uint32_t fence = ACQ_NO_STEP;
	for (uint32_t i = read + 1; i < use && fence == ACQ_NO_STEP; i++)
		if (r->steps[i].kind == ACQ_STEP_FENCE && r->steps[i].thread == s->thread &&
		    acquires(r->steps[i].order))
			fence = i;
	if (fence != ACQ_NO_STEP) {
		why_quote(r, read, false, "before an acquire fence: makes published writes visible");
		return true;
	}
	why_quote(r, read, true,
	          arena_print(r->arena, "%s: does not make them visible", order_name(s->order)));
	return false;
}

#define MOST_LINKS 4

struct weak { /* a step of the chain that does not release, or does not acquire */
	uint32_t step;
	bool release, acquire; /* what it lacks */
};

static const char *order_needed(const struct acq_step *s, const struct weak *w)
{
	bool modifies = s->kind == ACQ_STEP_RMW || s->kind == ACQ_STEP_CAS;
	bool release = w->release || (modifies && releases(s->order));
	bool acquire = w->acquire || (modifies && acquires(s->order));

	if (s->kind == ACQ_STEP_CAS_FAILED)
		return "acquire on failure";
	return release && acquire ? "acq_rel" : release ? "release" : "acquire";
}

/* What two threads lack at the same operation of the source is said once. Returns how many are left. */
static size_t merge_weak(struct report *r, struct weak *weak, size_t n)
{
	size_t left = 0;

	for (size_t i = 0; i < n; i++) {
		size_t k = 0;
		const struct frame *f = step_frame(r, weak[i].step);
		while (k < left && (r->steps[weak[k].step].kind != r->steps[weak[i].step].kind ||
		                    step_frame(r, weak[k].step)->line != f->line ||
		                    step_frame(r, weak[k].step)->column != f->column))
			k++;
		if (k == left) {
			weak[left++] = weak[i];
			continue;
		}
		weak[k].release |= weak[i].release;
		weak[k].acquire |= weak[i].acquire;
	}
	return left;
}

/* "main's write at line 33" */
static const char *whose_words(struct report *r, uint32_t step)
{
	return arena_print(r->arena, "%s's %s", thread_name(r, r->steps[step].thread),
	                   step_words(r, step) + strlen("the "));
}

/* With all that is weak on the way made strong, the first would come before the second in this execution. */
static void tell_fix(struct search *s, struct weak *weak, size_t n)
{
	struct report *r = s->r;
	const char *words = NULL, *first = whose_words(r, s->first), *second = whose_words(r, s->second);

	n = merge_weak(r, weak, n);
	for (size_t i = 0; i < n; i++)
		words = arena_print(r->arena, "%s%s%s at %s", words ? words : "", words ? " and " : "",
		                    order_needed(&r->steps[weak[i].step], &weak[i]),
		                    place_words(r, step_frame(r, weak[i].step)));
	if (fix_is_known(r))
		words = NULL;
	if (is_atomic(&r->steps[s->first]) && is_atomic(&r->steps[s->second]))
		why_say(r, arena_print(r->arena, "so %s may still miss %s.%s", second, first,
		                       words ? arena_print(r->arena, " With %s it could not.", words) : ""));
	else if (words)
		why_say(r,
		        arena_print(r->arena,
		                    "so %s and %s can come in any order, or at the same time. With %s, the "
		                    "first would come before the second here.",
		                    first, second, words));
	else
		why_say(r, arena_print(r->arena, "so %s and %s can come in any order, or at the same time.",
		                       first, second));
}

/* The chain of reads from the first access's thread to the second one's, and the weak links in it. */
static void tell_chain(struct search *s)
{
	struct report *r = s->r;
	uint16_t thread = r->steps[s->first].thread, last = r->steps[s->second].thread;
	uint32_t start = s->first;
	struct weak weak[2 * MOST_LINKS];
	size_t n = 0;

	why_say(r, arena_print(r->arena,
	                       "%s learns of %s through %s, but that gives no order:", thread_name(r, last),
	                       thread_name(r, thread), step_words(r, s->known[thread])));
	for (int i = 0; thread != last && i < MOST_LINKS; i++) {
		uint32_t write = s->known[thread], read = s->via[thread], next = r->steps[read].thread;
		uint32_t use = next == last ? s->second : s->known[next];
		if (!tell_write(r, start, write))
			weak[n++] = (struct weak){.step = write, .release = true};
		if (!tell_read(r, read, use))
			weak[n++] = (struct weak){.step = read, .acquire = true};
		start = read;
		thread = (uint16_t)next;
	}
	tell_fix(s, weak, thread == last ? n : 0);
}

static bool joins(const struct report *r, uint16_t joiner, uint16_t thread, uint32_t before)
{
	for (uint32_t i = 0; i < before; i++)
		if (r->steps[i].kind == ACQ_STEP_JOIN && r->steps[i].thread == joiner &&
		    r->steps[i].peer == thread)
			return true;
	return false;
}

/* What a call of the library reads is not shown: whether it reads what another thread wrote is not known. */
static bool calls_library(const struct report *r, uint16_t thread, uint32_t before)
{
	for (uint32_t i = 0; i < before; i++)
		if (r->steps[i].thread == thread && r->steps[i].kind == ACQ_STEP_CALL &&
		    r->steps[i].op == ACQ_CALL_LIBRARY)
			return true;
	return false;
}

/* The second access can know nothing that the first one's thread did after it. */
static void tell_no_chain(struct search *s)
{
	struct report *r = s->r;
	const struct acq_step *a = &r->steps[s->first], *b = &r->steps[s->second];
	const char *one = thread_name(r, a->thread), *other = thread_name(r, b->thread);
	uint32_t known = s->known[a->thread];

	if (calls_library(r, b->thread, s->second))
		why_say(r, arena_print(r->arena, "%s and %s do not synchronize between %s and %s.", one,
		                       other, step_words(r, s->first), step_words(r, s->second)));
	else if (known == ACQ_NO_STEP)
		why_say(r, arena_print(r->arena,
		                       "%s and %s never synchronize after they were created: nothing that %s "
		                       "reads, locks or joins before %s comes from %s.",
		                       one, other, other, step_words(r, s->second), one));
	else if (r->steps[known].kind == ACQ_STEP_CREATE && r->steps[known].peer == b->thread)
		why_say(r, arena_print(r->arena,
		                       "%s was created at %s, before %s, and has learned nothing of %s "
		                       "since.",
		                       thread_name(r, r->steps[known].peer),
		                       place_words(r, step_frame(r, known)), step_words(r, s->first), one));
	else
		why_say(r,
		        arena_print(r->arena, "The last that %s knows of %s is %s, and that comes before %s.",
		                    other, one, step_words(r, known), step_words(r, s->first)));
	if (r->threads[a->thread].creator == b->thread && !joins(r, b->thread, a->thread, s->second))
		why_say(r, arena_print(r->arena, "%s does not join %s before %s.", other, one,
		                       step_words(r, s->second)));
}

static void search(struct search *s)
{
	struct report *r = s->r;

	s->known = arena_alloc(r->arena, (r->thread_count + 1) * sizeof *s->known);
	s->via = arena_alloc(r->arena, (r->thread_count + 1) * sizeof *s->via);
	search_back(s);
}

const uint32_t *known_steps(struct report *r, uint32_t step)
{
	struct search s = {.r = r, .first = step, .second = step};

	search(&s);
	return s.known;
}

bool why_unordered(struct report *r, uint32_t first, uint32_t second)
{
	struct search s = {.r = r, .first = first, .second = second};
	uint16_t a = r->steps[first].thread, b = r->steps[second].thread;

	if (a >= r->thread_count || b >= r->thread_count || a == b)
		return false;
	search(&s);
	bool chain = s.known[a] != ACQ_NO_STEP && s.known[a] > first;
	if (chain)
		tell_chain(&s);
	else
		tell_no_chain(&s);
	why_locks(r, first, second, chain);
	return chain;
}
