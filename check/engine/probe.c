/*
 * Picking executions at random, to estimate how many there are: see explore.h. What a branch leads to is
 * tried first, without running the program: many of its alternatives lead nowhere, and must not be picked.
 */
#include "engine/branch.h"

static uint32_t pick(struct probe *p, uint32_t n)
{
	/* xorshift: Marsaglia, 2003 */
	p->random ^= p->random << 13;
	p->random ^= p->random >> 7;
	p->random ^= p->random << 17;
	return (uint32_t)((p->random >> 32) * n >> 32);
}

#define STEPS_UNTIL_LATE 8 /* a step may go through the whole graph */

static bool is_late(const struct probe *p)
{
	return p->late && p->late();
}

/* Drops the branches from number n on, without trying what is left of them. */
static void drop_frames(struct explorer *x, uint32_t n)
{
	while (x->branch_count > n) {
		struct branch *f = &x->branches[x->branch_count - 1];
		f->next = f->end;
		explore_step(x);
	}
}

/*
 * Goes on to the k-th graph to be run that branch f, the last one, leads to; as many as there are, if there
 * are fewer. Frames that are pushed on the way stay, those before f do not matter.
 */
static uint32_t go_to(struct explorer *x, const struct probe *p, const struct branch *f, uint32_t k)
{
	uint32_t n = 0;

	while (n < k && (f != &x->branches[x->branch_count - 1] || f->next < f->end)) {
		n += explore_step(x);
		if (n % STEPS_UNTIL_LATE == 0 && is_late(p))
			break;
	}
	return n;
}

/* Makes the branch the last one, its alternatives known, and takes the graph back to where it was pushed. */
static void uncover(struct explorer *x, struct branch *f)
{
	drop_frames(x, (uint32_t)(f - x->branches) + 1);
	if (f->kind != REVISIT || !f->unsearched)
		return;
	graph_truncate(&x->graph, f->mark);
	x->graph.clocks.top = f->clocks;
	search_revisits(x, f);
}

/* Brings back what the branch had when it was pushed. */
static void go_to_first(struct explorer *x, struct branch *f)
{
	if (f->kind == REVISIT) { /* before any: a plain write has its places still before it */
		event_id w = f->event;
		drop_frames(x, (uint32_t)(f - x->branches));
		if (!x->graph.events[w].in_mo)
			push_places(x, w, 0);
		return;
	}
	f->next = f->kind == CHOICE ? 0 : f->begin;
	explore_step(x);
}

bool probe_next(struct explorer *x, struct probe *p)
{
	if (p->level == x->branch_count)
		return false;
	struct branch *f = &x->branches[p->level];
	uint32_t begin = f->next;
	uncover(x, f);
	uint32_t others = go_to(x, p, f, UINT32_MAX), k = pick(p, others + 1);
	p->weight *= others + 1;
	drop_frames(x, p->level + 1);
	f->next = begin;
	if (k) {
		go_to(x, p, f, k);
		p->level = x->branch_count; /* what was pushed on the way is part of this choice */
	} else {
		bool stays = f->kind != REVISIT;
		go_to_first(x, f);
		p->level += stays;
	}
	return !is_late(p);
}

static uint32_t count_open(const struct explorer *x)
{
	uint32_t n = 0;

	for (const struct branch *f = x->branches; f < x->branches + x->branch_count; f++)
		n += f->next < f->end;
	return n;
}

/* The n-th branch, from 0, with alternatives left; there are more than n. */
static struct branch *open_frame(const struct explorer *x, uint32_t n)
{
	struct branch *f = x->branches;

	while (f->next == f->end || n--)
		f++;
	return f;
}

/* Makes one of the choices that the branch leaves. False: they all lead nowhere. */
static bool choose_rest(struct explorer *x, struct probe *p, struct branch *f)
{
	uint32_t begin = f->next, level = (uint32_t)(f - x->branches) + 1;

	uncover(x, f);
	uint32_t others = go_to(x, p, f, UINT32_MAX);
	p->weight *= others;
	if (!others)
		return false;
	drop_frames(x, level);
	f->next = begin;
	go_to(x, p, f, pick(p, others) + 1);
	return true;
}

bool probe_begin(struct explorer *x, struct probe *p, bool with_present)
{
	uint32_t open = count_open(x);

	p->weight = open + with_present;
	p->level = x->branch_count;
	if (!open)
		return with_present;
	uint32_t k = pick(p, open + with_present);
	if (k == open)
		return true;
	bool run = choose_rest(x, p, open_frame(x, k));
	p->level = x->branch_count;
	return run && !is_late(p);
}
