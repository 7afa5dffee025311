/*
 * Hazards, and what is retired: see <acqrel/hazard.h>.
 *
 * Why nobody frees what another one reads. Let O be taken out of reach by a write U of the source, retired,
 * and taken from the list by a thread that makes the heavy fence H and then looks through the hazards; and
 * let R be a reader that announces O in its hazard (W), makes the light fence L, and loads O's address from
 * the source.
 *
 *  - U happens before H: retiring publishes, taking the list acquires. If R's load finds what was there
 *    before U, it comes before U, so L comes before H: what follows H sees W, or a later write of the hazard.
 *    It finds O; or a later write, which R's thread has made when it was done with O, and then that happens
 *    before O is reclaimed. The same holds of the way to the hazard: it was put into the list of all before
 *    L.
 *  - If the load finds O's address because another object was made there after O was reclaimed, what is
 *    protected is that one. What is returned is the second load, which has acquired it.
 *  - A hazard that was handed to another thread, with its record, has been reset before: the first thread is
 *    done with O before the second announces anything there.
 *
 * Two threads may look at once. Each has taken objects of its own, and what one puts back is in no other's
 * hands.
 */
#include <acqrel/hazard.h>

#include "allocator.h"
#include "thread_record.h"

#include <acqrel/misuse.h>

#include <errno.h>

#ifndef AR_HAZARD_BATCH
#define AR_HAZARD_BATCH 64 /* so many objects before somebody looks which can be reclaimed, */
#endif
#define FOR_EACH_HAZARD 2 /* and so many for each hazard, which may keep one from being reclaimed */

/* Those of one thread, which no other one's are in a cache line with. */
#define HAZARDS ((AR_CACHE_LINE - sizeof(void *)) / sizeof(struct ar_hazard))

struct hazards {
	struct ar_hazard at[HAZARDS];
	struct hazards *next; /* made before */
};

static ar_atomic_ptr(struct hazards) all;
static ar_atomic(size_t) hazard_count;

static ar_atomic_ptr(ar_retired) retired;
/* So many are in the list or about to be, or more: it is never behind. */
static ar_atomic(size_t) retired_count;

/* Whether the thread is in a reclaim(): what that retires is reclaimed afterwards. */
static _Thread_local bool reclaiming;

/* --- Hazards ------------------------------------------------------------------------------------------ */

static void add_to_all(struct hazards *block)
{
	/* relaxed: the exchange confirms it */
	block->next = ar_load_relaxed(&all);
	/*
	 * release, relaxed if it fails: pairs with the acquire in protected_now(); else that may find a block
	 * without what is in it
	 */
	while (!ar_cas_weak_release_relaxed(&all, &block->next, block))
		;
	/* relaxed: only says how much is worth a look */
	ar_fetch_add_relaxed(&hazard_count, HAZARDS);
}

/* Gives the caller some more. False: there is no memory. */
static bool make_hazards(void)
{
	struct hazards *block = ar_allocator_get(NULL, AR_CACHE_LINE, AR_CACHE_LINE);

	if (!block)
		return false;
	for (size_t i = 0; i < HAZARDS; i++) {
		/* relaxed: the block is in no list yet */
		ar_store_relaxed(&block->at[i].protects_, NULL);
		block->at[i].next_ = i + 1 < HAZARDS ? &block->at[i + 1] : ar_hazard_unused_;
	}
	add_to_all(block);
	ar_hazard_unused_ = &block->at[0];
	return true;
}

int ar_hazard_reserve(size_t count)
{
	size_t n = 0;

	/* First its record, with which it may get those of a thread that has ended. */
	if (!ar_record_get())
		return ENOMEM;
	for (ar_hazard *h = ar_hazard_unused_; h; h = h->next_)
		n++;
	for (; n < count; n += HAZARDS)
		if (!make_hazards())
			return ENOMEM;
	return 0;
}

ar_hazard *ar_hazard_get_new_(void)
{
	if (ar_hazard_reserve(1) != 0)
		ar_misuse_found("acqrel: no memory is left for a hazard (see ar_hazard_reserve).");
	return ar_hazard_get();
}

/* --- What is retired ---------------------------------------------------------------------------------- */

/* Puts a list, whose last is `last`, in front of the others. */
static void put_in_front(ar_retired *first, ar_retired *last)
{
	/* relaxed: the exchange confirms it */
	last->next_ = ar_load_relaxed(&retired);
	/*
	 * release, relaxed if it fails: pairs with the acquire in take_all(); else who reclaims them may find
	 * the objects as they were before, and still in reach
	 */
	while (!ar_cas_weak_release_relaxed(&retired, &last->next_, first))
		;
}

static ar_retired *take_all(void)
{
	/* acquire: pairs with the release in put_in_front(); else we may not see what was retired */
	return ar_swap_acquire(&retired, NULL);
}

/* Returns how many there are. */
static size_t add(void *object, ar_retired *r, void (*reclaim)(void *object))
{
	r->object_ = object;
	r->reclaim_ = reclaim;
	/* relaxed: only says when a look is worth it; before the object is there, so that it is never less */
	size_t n = ar_fetch_add_relaxed(&retired_count, 1) + 1;
	put_in_front(r, r);
	return n;
}

/* The objects by their addresses: nobody has to look at all for each hazard, and no memory is needed. */
#define CHAINS 64

struct chains {
	ar_retired *of[CHAINS];
};

static ar_retired **chain_of(struct chains *c, const void *object)
{
	return &c->of[((uintptr_t)object >> 4 ^ (uintptr_t)object >> 10) % CHAINS];
}

static size_t sort(struct chains *c, ar_retired *r)
{
	size_t n = 0;

	*c = (struct chains){{NULL}};
	for (ar_retired *next; r; r = next, n++) {
		ar_retired **chain = chain_of(c, r->object_);
		next = r->next_;
		r->next_ = *chain;
		*chain = r;
	}
	return n;
}

/* Takes an object out of its chain, if it is there. */
static ar_retired *find(struct chains *c, const void *object)
{
	for (ar_retired **r = chain_of(c, object); *r; r = &(*r)->next_)
		if ((*r)->object_ == object) {
			ar_retired *found = *r;
			*r = found->next_;
			return found;
		}
	return NULL;
}

/* Puts back what is protected, and returns how many that are. */
static size_t keep_protected(struct chains *c)
{
	ar_retired *first = NULL, *last = NULL;
	size_t n = 0;

	/* acquire: pairs with the release in add_to_all(); else we may look into a block that is not made */
	for (struct hazards *block = ar_load_acquire(&all); block; block = block->next)
		for (size_t i = 0; i < HAZARDS; i++) {
			/*
			 * acquire: pairs with the release in reset() and announce(); else we may reclaim what
			 * the hazard protected before, and its reader not be done with it
			 */
			const void *object = ar_load_acquire(&block->at[i].protects_);
			ar_retired *r = object ? find(c, object) : NULL;
			if (!r)
				continue;
			r->next_ = first;
			first = r;
			last = last ? last : r;
			n++;
		}
	if (!first)
		return 0;
	/* relaxed: as in add() */
	ar_fetch_add_relaxed(&retired_count, n);
	put_in_front(first, last);
	return n;
}

static void reclaim_all(struct chains *c)
{
	for (size_t i = 0; i < CHAINS; i++)
		for (ar_retired *r = c->of[i], *next; r; r = next) {
			next = r->next_; /* r is the object's, and may be gone with it */
			r->reclaim_(r->object_);
		}
}

/* One look. False: there was nothing to reclaim. */
static bool collect_once(void)
{
	struct chains c;
	size_t n = sort(&c, take_all());

	if (!n)
		return false;
	/* relaxed: as in add() */
	ar_fetch_sub_relaxed(&retired_count, n);
	/*
	 * heavy: pairs with the light fence in announce(); else we may miss an announcement, and its reader
	 * that the object was out of reach
	 */
	ar_fence_heavy();
	if (keep_protected(&c) == n)
		return false;
	reclaim_all(&c);
	return true;
}

static size_t enough(void)
{
	/* relaxed: how many there are at the moment does not matter */
	return AR_HAZARD_BATCH + FOR_EACH_HAZARD * ar_load_relaxed(&hazard_count);
}

/*
 * As long as there are at least `limit`, since reclaim() may have retired more, and some of them can be
 * reclaimed: others may be at it, too, and are not waited for.
 */
static AR_COLD void collect(size_t limit)
{
	reclaiming = true;
	/* relaxed: as in add() */
	while (collect_once() && ar_load_relaxed(&retired_count) >= limit)
		;
	reclaiming = false;
}

void ar_hazard_retire_later(void *object, ar_retired *r, void (*reclaim)(void *object))
{
	add(object, r, reclaim);
}

void ar_hazard_retire(void *object, ar_retired *r, void (*reclaim)(void *object))
{
	if (AR_UNLIKELY_(add(object, r, reclaim) >= enough()) && !reclaiming)
		collect(enough());
}

void ar_hazard_collect(void)
{
	if (!reclaiming)
		collect(1);
}
