#include <acqrel/arc.h>

#include "allocator.h"

#include <stdlib.h>

#define ALIGNMENT_BITS 6

/* The value lies at the first multiple of its alignment that leaves room for the header in front of it. */
static size_t room_in_front(size_t alignment)
{
	return (sizeof(ar_arc_header) + alignment - 1) & ~(alignment - 1);
}

static size_t size_of(const ar_arc_header *h)
{
	return h->size_and_alignment >> ALIGNMENT_BITS;
}

static size_t alignment_of(const ar_arc_header *h)
{
	return (size_t)1 << (h->size_and_alignment & ((1 << ALIGNMENT_BITS) - 1));
}

void *ar_arc_new_(size_t size, size_t alignment, void (*drop)(void *), const ar_allocator *allocator)
{
	size_t front;
	char *memory;

	if (alignment < _Alignof(ar_arc_header))
		alignment = _Alignof(ar_arc_header);
	front = room_in_front(alignment);
	if (size > (SIZE_MAX >> ALIGNMENT_BITS) - front)
		return NULL;
	memory = ar_allocator_get(allocator, front + size, alignment);
	if (!memory)
		return NULL;
	ar_arc_header *h = ar_arc_header_(memory + front);
	ar_init(&h->handles, AR_ARC_ALONE_);
	h->drop = drop;
	h->allocator = allocator;
	h->size_and_alignment = size << ALIGNMENT_BITS | (size_t)__builtin_ctzll(alignment);
	return memory + front;
}

void *ar_arc_new_cyclic_(size_t size, size_t alignment, void (*drop)(void *), const ar_allocator *allocator,
                         bool (*init)(void *value, ar_weak self, void *arg), void *arg)
{
	void *arc = ar_arc_new_(size, alignment, drop, allocator);

	if (!arc)
		return NULL;
	/* No owner; two weak handles: init's, and that which the owner to be stands for. */
	ar_init(&ar_arc_header_(arc)->handles, AR_ARC_GONE_ + 2 * AR_ARC_WEAK_);
	memset(arc, 0, size);
	if (!init(arc, (ar_weak){arc}, arg)) {
		ar_weak_drop((ar_weak){arc});
		return NULL;
	}
	/*
	 * release: pairs with the acquire of upgrade(), else a thread that got a weak handle may miss the
	 * value
	 */
	ar_fetch_add_release(&ar_arc_header_(arc)->handles, AR_ARC_OWNER_ - AR_ARC_GONE_);
	return arc;
}

/* For when the owners are gone, and no thread becomes one any more. */
static void drop_value(void *value)
{
	ar_arc_header *h = ar_arc_header_(value);

	if (h->drop)
		h->drop(value);
	/*
	 * acquire: pairs with the release in ar_weak_drop() of those who are gone, else we may free what they
	 * are using
	 */
	if (ar_load_acquire(&h->handles) == AR_ARC_GONE_ + AR_ARC_WEAK_)
		ar_arc_free_(value); /* only that of all owners together was left */
	else
		ar_weak_drop((ar_weak){value});
}

/* For the only owner there is. */
void ar_arc_drop_alone_(void *value)
{
	/* relaxed: it is for the drop function, which may make weak handles, but no owners */
	ar_store_relaxed(&ar_arc_header_(value)->handles, AR_ARC_GONE_ + AR_ARC_WEAK_);
	drop_value(value);
}

/*
 * For the thread that has made 0 of one owner, and left these handles. A weak handle may be upgraded until it
 * is said that the value is gone, and then dropped, so that others come here, too. Only the first of them
 * gets on.
 */
void ar_arc_drop_last_(void *value, uint64_t handles)
{
	ar_arc_header *h = ar_arc_header_(value);

	if (handles == AR_ARC_WEAK_) {
		/* acquire: pairs with the releases of all others, else we may free what they are using */
		ar_fence_for_acquire(&h->handles);
		ar_arc_drop_alone_(value);
		return;
	}
	/*
	 * acquire, and relaxed if it fails: pairs with the releases of all other owners, else we may free
	 * what they are using
	 */
	while (!ar_cas_weak_acquire_relaxed(&h->handles, &handles, handles + AR_ARC_GONE_)) {
		if (ar_arc_owners_(handles) == 0)
			continue;
		/* Who upgraded has made us a weak handle, so that there is memory where we see it. */
		ar_weak_drop((ar_weak){value});
		return;
	}
	drop_value(value);
}

/* For the thread that has added an owner to so many: to none, or to a value that is gone, or to too many. */
void *ar_weak_upgrade_late_(void *value, uint32_t owners)
{
	if (owners >= AR_ARC_GONE_) {
		ar_arc_drop_(value); /* which may be the last, if ar_arc_new_cyclic() has come to its end */
		return NULL;
	}
	if (owners >= AR_ARC_MOST_)
		ar_arc_overflow_();
	/*
	 * relaxed: the thread that is between 0 and GONE drops it when he finds us there; until it is made
	 * the memory is kept by the handle that we upgrade, and nothing is published
	 */
	ar_fetch_add_relaxed(&ar_arc_header_(value)->handles, AR_ARC_WEAK_);
	return value;
}

void ar_arc_free_(void *value)
{
	ar_arc_header *h = ar_arc_header_(value);
	size_t alignment = alignment_of(h), front = room_in_front(alignment);

	ar_allocator_put(h->allocator, (char *)value - front, front + size_of(h), alignment);
}

void ar_arc_overflow_(void)
{
	ar_misuse_found("acqrel: an arc has more than 2^30 handles: they are made and never dropped.");
}

bool ar_arc_try_unwrap_(void *value, void *out)
{
	ar_arc_header *h = ar_arc_header_(value);
	/* relaxed: the compare-exchange looks again */
	uint64_t n = ar_load_relaxed(&h->handles);

	do {
		if (ar_arc_owners_(n) != 1)
			return false;
		/*
		 * acquire, and relaxed if it fails: pairs with the release in ar_arc_drop() of those who are
		 * gone, else we may miss their writes
		 */
	} while (!ar_cas_weak_acquire_relaxed(&h->handles, &n, n - AR_ARC_OWNER_ + AR_ARC_GONE_));
	if (size_of(h))
		memcpy(out, value, size_of(h));
	ar_weak_drop((ar_weak){value});
	return true;
}

void *ar_arc_make_mut_(void *value, bool (*copy)(void *to, const void *from))
{
	ar_arc_header *h = ar_arc_header_(value);
	void *own;

	if (ar_arc_is_unique_(value))
		return value;
	own = ar_arc_new_(size_of(h), alignment_of(h), h->drop, h->allocator);
	if (!own)
		return NULL;
	if (ar_arc_try_unwrap_(value, own))
		return own;
	if (!copy) {
		memcpy(own, value, size_of(h));
	} else {
		memset(own, 0, size_of(h));
		if (!copy(own, value)) {
			ar_arc_free_(own);
			return NULL;
		}
	}
	ar_arc_drop_(value);
	return own;
}
