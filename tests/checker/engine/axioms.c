#include "axioms.h"

/*
 * rs = [W] ; (sb ∩ =loc)? ; [W] ; (rf ; rmw)*, in C++20 without (sb ∩ =loc)?
 * sw = [E⊒rel] ; ([F] ; sb)? ; rs ; rf ; [R⊒rlx] ; (sb ; [F])? ; [E⊒acq]
 */
static struct relation synchronizes_with(const struct candidate *c)
{
	node_set all = ~(node_set)0;
	struct relation later = both(between(c->writes, c->sb, c->writes), c->same_location);
	struct relation rs = then(identity(c->writes), optional(closure(then(c->rf, c->rmw))));
	if (c->c11_sequences)
		rs = then(optional(later), rs);
	struct relation fence_before = optional(between(c->fences, c->sb, all));
	struct relation fence_after = optional(between(all, c->sb, c->fences));
	struct relation rf = between(all, c->rf, ~c->under_lock);
	struct relation transfer = then(then(fence_before, then(rs, rf)), fence_after);

	return either(between(c->releasing, transfer, c->acquiring), c->asw);
}

/* sb ∪ rf acyclic, hb = (sb ∪ sw)⁺ irreflexive */
bool axioms_without_mo(struct candidate *c)
{
	c->porf = closure(either(either(c->sb, c->rf), either(c->asw, c->woken)));
	if (!is_irreflexive(c->porf))
		return false;
	c->beyond = c->byte_count > 1 && !is_acyclic(either(c->porf, either(c->place, c->follows)));
	c->hb = closure(either(c->sb, synchronizes_with(c)));
	return is_irreflexive(c->hb);
}

/*
 * scb      = sb ∪ sb≠loc ; hb ; sb≠loc ∪ hb=loc ∪ mo ∪ rb
 * psc_base = ([E_sc] ∪ [F_sc] ; hb?) ; scb ; ([E_sc] ∪ hb? ; [F_sc])
 */
static struct relation psc_base(const struct candidate *c, struct relation mo, struct relation rb)
{
	node_set sc_fences = c->seq_cst & c->fences;
	struct relation elsewhere = without(c->sb, c->same_location);
	struct relation scb = either(c->sb, then(then(elsewhere, c->hb), elsewhere));
	struct relation hb = optional(c->hb), sc = identity(c->seq_cst);

	scb = either(scb, either(both(c->hb, c->overlap), either(mo, rb)));
	struct relation into = either(sc, then(identity(sc_fences), hb));
	struct relation out_of = either(sc, then(hb, identity(sc_fences)));
	return then(then(into, scb), out_of);
}

/* psc_F = [F_sc] ; (hb ∪ hb ; eco ; hb) ; [F_sc] */
static struct relation psc_fences(const struct candidate *c, struct relation eco)
{
	node_set sc_fences = c->seq_cst & c->fences;

	return between(sc_fences, either(c->hb, then(then(c->hb, eco), c->hb)), sc_fences);
}

/* psc_A = [H] ; (hb ∪ hb ; eco ; hb) ; [L] ∪ [L] ; (hb ∪ hb ; eco ; hb) ; [H] */
static struct relation psc_asymmetric(const struct candidate *c, struct relation eco)
{
	struct relation order = either(c->hb, then(then(c->hb, eco), c->hb));

	return either(between(c->heavy, order, c->light), between(c->light, order, c->heavy));
}

/*
 * lock = (rf ∪ mo ∪ rb)⁺ of a queue: the order in which its lock was held. It agrees with porf, also as far
 * as all of a step is concerned; and what is read under a lock is not older than what happens before those
 * who held it earlier.
 */
static bool queues_hold(const struct candidate *c, struct relation rb, struct relation eco)
{
	struct relation lock = both(between(c->on_queue, eco, c->on_queue), c->same_location);
	struct relation others = without(lock, either(c->sb, inverse(c->sb)));

	if (!is_irreflexive(then(lock, c->porf)) ||
	    !is_irreflexive(then(others, then(c->step_begins, c->porf))))
		return false;
	struct relation earlier = either(then(lock, c->step_reads), both(c->porf, c->reads_of_queue));
	struct relation ignored = then(without(rb, c->rmw), optional(c->rf));
	return is_irreflexive(then(then(ignored, c->hb), earlier));
}

/* What comes between the two. */
static bool is_in_between(const struct candidate *c, struct relation r, struct relation from)
{
	struct relation after = without(then(inverse(from), c->mo), identity(~(node_set)0));

	return !is_empty(both(r, then(after, c->mo)));
}

bool axioms_hold(const struct candidate *c)
{
	struct relation mo = {0}, rb = {0}, eco = {0};

	/* Atomicity. */
	if (is_in_between(c, c->rmw, c->place) || !is_empty(both(c->follows, then(c->mo, c->mo))) ||
	    !is_irreflexive(then(c->follows, optional(c->mo))))
		return false;
	/* Coherence, of each byte. */
	for (unsigned i = 0; i < c->byte_count; i++) {
		struct relation mo_of = between(c->byte[i], c->mo, c->byte[i]);
		struct relation rb_of = without(then(inverse(c->from[i]), mo_of), identity(~(node_set)0));
		struct relation eco_of = closure(either(c->from[i], either(mo_of, rb_of)));
		if (!is_irreflexive(then(c->hb, optional(eco_of))))
			return false;
		mo = either(mo, mo_of);
		rb = either(rb, rb_of);
		eco = either(eco, eco_of);
	}
	if (!queues_hold(c, rb, eco))
		return false;
	/* Sequential consistency. */
	return is_acyclic(either(either(psc_base(c, mo, rb), psc_fences(c, eco)), psc_asymmetric(c, eco)));
}

/* Rule 4: what happens before a write that releases, or a release fence before it, comes before it in mo. */
bool axioms_hold_beyond(const struct candidate *c)
{
	node_set fences = c->releasing & c->fences;
	struct relation published = either(between(c->writes, c->hb, c->releasing & c->writes),
	                                   then(between(c->writes, c->hb, fences), c->sb));

	return is_irreflexive(then(published, c->mo));
}
