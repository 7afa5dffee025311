#include <acqrel/arc.h>

#include "allocator.h"

#include <stdlib.h>

#define ALIGNMENT_BITS 6

_Static_assert(sizeof(ar_arc_header) % _Alignof(max_align_t) == 0,
               "a value right behind it would be misaligned");

/* The value lies at the first multiple of its alignment that leaves room for the header in front of it. */
static size_t room_in_front(size_t alignment)
{
	return alignment > sizeof(ar_arc_header) ? alignment : sizeof(ar_arc_header);
}

static size_t size_of(const ar_arc_header *h)
{
	return h->size_and_alignment >> ALIGNMENT_BITS;
}

static size_t alignment_of(const ar_arc_header *h)
{
	return (size_t)1 << (h->size_and_alignment & ((1 << ALIGNMENT_BITS) - 1));
}

/* Memory for a value with these counters. The value is not initialised. */
static void *allocate(size_t size, size_t alignment, void (*drop)(void *), const ar_allocator *allocator,
                      uint32_t strong, uint32_t weak)
{
	size_t front, logarithm = 0;
	char *memory;

	if (alignment < _Alignof(ar_arc_header))
		alignment = _Alignof(ar_arc_header);
	front = room_in_front(alignment);
	if (size > (SIZE_MAX >> ALIGNMENT_BITS) - front)
		return NULL;
	memory = allocator_get(allocator, front + size, alignment);
	if (!memory)
		return NULL;
	while ((size_t)1 << logarithm < alignment)
		logarithm++;
	ar_arc_header *h = ar_arc_header_(memory + front);
	ar_init(&h->strong, strong);
	ar_init(&h->weak, weak);
	h->drop = drop;
	h->allocator = allocator;
	h->size_and_alignment = size << ALIGNMENT_BITS | logarithm;
	return memory + front;
}

void *ar_arc_new_copy_(const void *value, size_t size, size_t alignment, void (*drop)(void *),
                       const ar_allocator *allocator)
{
	void *arc = allocate(size, alignment, drop, allocator, 1, 1);

	if (arc && size)
		memcpy(arc, value, size);
	return arc;
}

void *ar_arc_new_cyclic_(size_t size, size_t alignment, void (*drop)(void *), const ar_allocator *allocator,
                         bool (*init)(void *value, ar_weak self, void *arg), void *arg)
{
	/* Two weak ones: init's, and that which the owner to be stands for. */
	void *arc = allocate(size, alignment, drop, allocator, 0, 2);

	if (!arc)
		return NULL;
	memset(arc, 0, size);
	if (!init(arc, (ar_weak){arc}, arg)) {
		ar_weak_drop((ar_weak){arc});
		return NULL;
	}
	/* release: pairs with the acquire of upgrade(), else a thread that got a weak handle may miss the value */
	ar_store_release(&ar_arc_header_(arc)->strong, 1);
	return arc;
}

void ar_arc_drop_value_(void *value)
{
	ar_arc_header *h = ar_arc_header_(value);

	if (h->drop)
		h->drop(value);
	ar_weak_drop((ar_weak){value}); /* that of all owners together */
}

void ar_arc_free_(void *value)
{
	ar_arc_header *h = ar_arc_header_(value);
	size_t alignment = alignment_of(h), front = room_in_front(alignment);

	allocator_put(h->allocator, (char *)value - front, front + size_of(h), alignment);
}

void ar_arc_overflow_(void)
{
	ar_misuse_found("acqrel: an arc has more than 2^31 handles: they are made and never dropped.");
}

bool ar_arc_is_unique_(const void *value)
{
	ar_arc_header *h = ar_arc_header_(value);
	uint32_t none = 1;

	/*
	 * Without the lock a thread could downgrade its handle after we looked at the one counter and drop it
	 * before we look at the other: neither look would find it.
	 */
	/*
	 * acquire, and relaxed if it fails: pairs with the release in ar_weak_drop(), else we may write while
	 * somebody who had upgraded that handle still reads
	 */
	if (!ar_cas_strong_acquire_relaxed(&h->weak, &none, AR_ARC_LOCKED_))
		return false;
	/* relaxed: the fence below takes over what the others did, and only if they are gone */
	bool unique = ar_load_relaxed(&h->strong) == 1;
	/*
	 * release: pairs with the acquire in downgrade(), else that thread may downgrade and drop, and our load
	 * above see the drop (in RC11 no load sees what is to come; in C11, and on ARM, one may)
	 */
	ar_store_release(&h->weak, 1);
	if (!unique)
		return false;
	/* acquire: pairs with the release in ar_arc_drop() of those who are gone, else we may write while they read */
	ar_fence_for_acquire(&h->strong);
	return true;
}

ar_weak ar_arc_downgrade_(const void *value)
{
	ar_arc_header *h = ar_arc_header_(value);
	/* relaxed: the compare-exchange looks again */
	uint32_t n = ar_load_relaxed(&h->weak);

	for (;;) {
		if (n == AR_ARC_LOCKED_) {
			ar_spin_hint();
			/* relaxed: as above */
			n = ar_load_relaxed(&h->weak);
			continue;
		}
		if (n >= AR_ARC_MOST_)
			ar_arc_overflow_();
		/* acquire, and relaxed if it fails: pairs with the release in is_unique(), which says why */
		if (ar_cas_weak_acquire_relaxed(&h->weak, &n, n + 1))
			return (ar_weak){(void *)(uintptr_t)value};
	}
}

void *ar_weak_upgrade_(ar_weak w)
{
	if (!w.value_)
		return NULL;
	ar_arc_header *h = ar_arc_header_(w.value_);
	/* relaxed: the compare-exchange looks again */
	uint32_t n = ar_load_relaxed(&h->strong);

	do {
		if (n == 0)
			return NULL;
		if (n >= AR_ARC_MOST_)
			ar_arc_overflow_();
		/*
		 * acquire, and relaxed if it fails: pairs with the release in ar_arc_new_cyclic(), else we may miss
		 * the value; other values were there before the handle was
		 */
	} while (!ar_cas_weak_acquire_relaxed(&h->strong, &n, n + 1));
	return w.value_;
}

bool ar_arc_try_unwrap_(void *value, void *out)
{
	ar_arc_header *h = ar_arc_header_(value);
	uint32_t one = 1;

	/* relaxed: the fence below is for the case that it succeeds */
	if (!ar_cas_strong_relaxed_relaxed(&h->strong, &one, 0))
		return false;
	/* acquire: pairs with the release in ar_arc_drop() of those who are gone, else we may miss their writes */
	ar_fence_for_acquire(&h->strong);
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
	own = allocate(size_of(h), alignment_of(h), h->drop, h->allocator, 1, 1);
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
