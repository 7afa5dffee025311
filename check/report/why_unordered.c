/*
 * Why nothing orders two accesses. Whatever the later one's thread can know of the other, it knows through
 * reads of what others wrote: the way back along these either does not reach the first access, or one of
 * its reads and writes has an order that hands nothing over.
 */
#include "resolved.h"

struct search {
	struct report *r;
	uint32_t first, second;
	uint32_t *
		known; /* by thread: the last of its steps that the second access can know of; ACQ_NO_STEP: none */
	uint32_t *via; /* by thread: the read through which */
};

/* One pass from the later to the earlier is enough, because what is read always comes before its read. */
static void search_back(struct search *s)
{
	const struct acq_step *steps = s->r->steps;

	for (size_t t = 0; t < s->r->thread_count; t++)
		s->known[t] = s->via[t] = ACQ_NO_STEP;
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
	return order == ACQ_ACQUIRE || order == ACQ_CONSUME || order == ACQ_ACQ_REL || order == ACQ_SEQ_CST;
}

static bool releases(uint8_t order)
{
	return order == ACQ_RELEASE || order == ACQ_ACQ_REL || order == ACQ_SEQ_CST;
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

/* Whether the write hands over everything that its thread did from `start` on; says so. */
static bool tell_write(struct report *r, uint32_t start, uint32_t write)
{
	const struct acq_step *s = &r->steps[write];

	if (!is_atomic(s))
		return true;
	if (releases(s->order)) {
		why_quote(r, write, false,
		          arena_print(r->arena, "%s: hands over what came before", order_name(s->order)));
		return true;
	}
	if (find_fence(r, start, write, releases) != ACQ_NO_STEP) {
		why_quote(r, write, false, "after a release fence: hands over what came before it");
		return true;
	}
	why_quote(r, write, true, arena_print(r->arena, "%s: hands nothing over", order_name(s->order)));
	return false;
}

/* Whether the read takes over what is handed to it, for what its thread does at `use`; says so. */
static bool tell_read(struct report *r, uint32_t read, uint32_t use)
{
	const struct acq_step *s = &r->steps[read];

	if (!is_atomic(s))
		return true;
	if (acquires(s->order)) {
		why_quote(r, read, false,
		          arena_print(r->arena, "%s: takes over what it is handed", order_name(s->order)));
		return true;
	}
	uint32_t fence = ACQ_NO_STEP;
	for (uint32_t i = read + 1; i < use && fence == ACQ_NO_STEP; i++)
		if (r->steps[i].kind == ACQ_STEP_FENCE && r->steps[i].thread == s->thread &&
		    acquires(r->steps[i].order))
			fence = i;
	if (fence != ACQ_NO_STEP) {
		why_quote(r, read, false, "before an acquire fence: takes over what it is handed");
		return true;
	}
	why_quote(r, read, true, arena_print(r->arena, "%s: takes nothing over", order_name(s->order)));
	return false;
}

#define MOST_LINKS 4

/* The chain of reads from the first access's thread to the second one's, and the weak links in it. */
static void tell_chain(struct search *s)
{
	struct report *r = s->r;
	uint16_t thread = r->steps[s->first].thread, last = r->steps[s->second].thread;
	uint32_t start = s->first;

	why_say(r, arena_print(r->arena,
	                       "%s learns of %s through %s, but that gives no order:", thread_name(r, last),
	                       thread_name(r, thread), step_words(r, s->known[thread])));
	for (int i = 0; thread != last && i < MOST_LINKS; i++) {
		uint32_t read = s->via[thread], next = r->steps[read].thread;
		uint32_t use = next == last ? s->second : s->known[next];
		tell_write(r, start, s->known[thread]);
		tell_read(r, read, use);
		start = read;
		thread = (uint16_t)next;
	}
	why_say(r, arena_print(r->arena, "so %s and %s can come in any order, or at the same time.",
	                       step_words(r, s->first), step_words(r, s->second)));
}

static bool joins(const struct report *r, uint16_t joiner, uint16_t thread, uint32_t before)
{
	for (uint32_t i = 0; i < before; i++)
		if (r->steps[i].kind == ACQ_STEP_JOIN && r->steps[i].thread == joiner &&
		    r->steps[i].peer == thread)
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

	if (known == ACQ_NO_STEP)
		why_say(r, arena_print(r->arena,
		                       "%s and %s never synchronize after they were created: nothing that %s "
		                       "reads, locks or joins before %s comes from %s.",
		                       one, other, other, step_words(r, s->second), one));
	else if (r->steps[known].kind == ACQ_STEP_CREATE)
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

#define MOST_RELEASED 64

/* The lock taken last that the thread still holds at the step; ACQ_NO_STEP: none. */
static uint32_t held_lock(const struct report *r, uint32_t step)
{
	uint64_t released[MOST_RELEASED];
	size_t n = 0, k;

	for (uint32_t i = step; i-- > 0;) {
		const struct acq_step *s = &r->steps[i];
		if (s->thread != r->steps[step].thread)
			continue;
		if (s->kind == ACQ_STEP_UNLOCK && n < MOST_RELEASED)
			released[n++] = s->addr;
		if (s->kind != ACQ_STEP_LOCK)
			continue;
		for (k = 0; k < n && released[k] != s->addr;)
			k++;
		if (k == n)
			return i;
		released[k] = released[--n];
	}
	return ACQ_NO_STEP;
}

static const char *lock_words(struct report *r, uint32_t step, uint32_t lock)
{
	const char *thread = thread_name(r, r->steps[step].thread),
		   *place = place_words(r, step_frame(r, step));

	if (lock == ACQ_NO_STEP)
		return arena_print(r->arena, "%s holds no lock at %s", thread, place);
	return arena_print(r->arena, "%s holds `%s` at %s", thread, object_name(r, lock), place);
}

static void tell_locks(struct report *r, uint32_t first, uint32_t second)
{
	uint32_t a = held_lock(r, first), b = held_lock(r, second);

	if (a == ACQ_NO_STEP && b == ACQ_NO_STEP)
		return;
	why_say(r, arena_print(r->arena, "%s; %s.", lock_words(r, first, a), lock_words(r, second, b)));
	if (a != ACQ_NO_STEP && b != ACQ_NO_STEP && r->steps[a].addr != r->steps[b].addr)
		why_say(r, "Two different locks do not keep anybody apart.");
}

void why_unordered(struct report *r, uint32_t first, uint32_t second)
{
	struct search s = {
		.r = r,
		.first = first,
		.second = second,
		.known = arena_alloc(r->arena, (r->thread_count + 1) * sizeof *s.known),
		.via = arena_alloc(r->arena, (r->thread_count + 1) * sizeof *s.via),
	};
	uint16_t a = r->steps[first].thread, b = r->steps[second].thread;

	if (a >= r->thread_count || b >= r->thread_count || a == b)
		return;
	search_back(&s);
	if (s.known[a] != ACQ_NO_STEP && s.known[a] > first)
		tell_chain(&s);
	else
		tell_no_chain(&s);
	tell_locks(r, first, second);
}
