/*
 * What -DAR_DEBUG finds. There is a list of all locks that threads hold, the last one first. An edge says
 * that one lock was taken while another was held; who is about to add one looks first whether there is a way
 * back.
 */
#undef AR_DEBUG
#include <acqrel/debug.h>

#include <acqrel/misuse.h>
#include <acqrel/mutex.h>

#include <stdint.h>
#include <stdlib.h>

struct where {
	const char *name, *function, *place;
};

struct held {
	struct held *next;
	const void *thread; /* the address of its `me` */
	const void *lock;
	struct where where;
};

struct edge {
	struct edge *next;
	const void *from, *to;      /* NULL: forgotten */
	struct where before, after; /* where a thread has locked the one, and then the other */
	uint64_t seen;              /* by which search */
};

static ar_mutex all;
static struct held *first_held AR_GUARDED_BY(all);
static struct edge *edges AR_GUARDED_BY(all);
static uint64_t searches AR_GUARDED_BY(all);

static _Thread_local char me;

static void *get(size_t size)
{
	void *memory = calloc(1, size);

	if (!memory)
		ar_misuse_found("acqrel: no memory is left for what AR_DEBUG keeps of locks.");
	return memory;
}

/* Where this thread holds the lock, or (thread NULL) any does: what points to that, or to NULL. */
static struct held **find(const void *thread, const void *lock) AR_REQUIRES(all)
{
	struct held **h = &first_held;

	while (*h && !((*h)->lock == lock && (!thread || (*h)->thread == thread)))
		h = &(*h)->next;
	return h;
}

static struct edge *find_edge(const void *from, const void *to) AR_REQUIRES(all)
{
	struct edge *e = edges;

	while (e && !(e->from == from && e->to == to))
		e = e->next;
	return e;
}

/* The first edge of a way from one lock to another, by edges that this search has not seen. NULL: none. */
static struct edge *way(const void *from, const void *to) AR_REQUIRES(all)
{
	for (struct edge *e = edges; e; e = e->next) {
		if (e->from != from || e->seen == searches)
			continue;
		e->seen = searches;
		if (e->to == to || way(e->to, to))
			return e;
	}
	return NULL;
}

static void add_edge(const struct held *before, const void *lock, struct where after) AR_REQUIRES(all)
{
	struct edge *e = get(sizeof *e);

	e->from = before->lock;
	e->to = lock;
	e->before = before->where;
	e->after = after;
	e->next = edges;
	edges = e;
}

/* About to wait for a lock while this one is held: aborts if they were ever taken in another order. */
static void check_order(const struct held *before, const void *lock, const char *what, struct where after)
	AR_REQUIRES(all)
{
	char but[400];
	struct edge *back;

	if (find_edge(before->lock, lock))
		return;
	searches++;
	back = way(lock, before->lock);
	if (back) {
		snprintf(but, sizeof but,
		         "while `%s` was held, which %s() has locked at %s; but %s() has locked `%s` at %s "
		         "while it held `%s`, and two threads that do so can wait for each other for ever",
		         before->where.name, before->where.function, before->where.place,
		         back->after.function, back->after.name, back->after.place, back->before.name);
		ar_misuse(what, after.name, "was locked", after.function, after.place, but);
	}
	add_edge(before, lock, after);
}

void ar_debug_waits_(const void *lock, const char *what, const char *name, const char *function,
                     const char *place)
{
	struct where here = {name, function, place};
	char but[400];

	if (ar_checking())
		return;
	AR_LOCKED(&all) {
		const struct held *same = *find(&me, lock);

		if (same) {
			snprintf(but, sizeof but,
			         "but the same thread has locked it already, in %s() at %s, and waits for "
			         "itself for ever",
			         same->where.function, same->where.place);
			ar_misuse(what, name, "was locked", function, place, but);
		}
		for (const struct held *h = first_held; h; h = h->next)
			if (h->thread == &me)
				check_order(h, lock, what, here);
	}
}

void ar_debug_holds_(const void *lock, const char *name, const char *function, const char *place)
{
	if (ar_checking())
		return;
	AR_LOCKED(&all) {
		struct held *h = get(sizeof *h);

		*h = (struct held){first_held, &me, lock, {name, function, place}};
		first_held = h;
	}
}

void ar_debug_leaves_(const void *lock, const char *what, const char *name, const char *function,
                      const char *place)
{
	struct held *own = NULL;
	char but[400];

	if (ar_checking())
		return;
	AR_LOCKED(&all) {
		struct held **h = find(&me, lock);
		const struct held *other = *find(NULL, lock);

		own = *h;
		if (own) {
			*h = own->next;
		} else if (other) {
			snprintf(but, sizeof but, "but another thread has locked it, in %s() at %s",
			         other->where.function, other->where.place);
			ar_misuse(what, name, "was unlocked", function, place, but);
		}
	}
	free(own); /* NULL: the lock itself says that it is not locked */
}

void ar_debug_forget(const void *memory, size_t size)
{
	uintptr_t first = (uintptr_t)memory;

	if (ar_checking())
		return;
	AR_LOCKED(&all) {
		for (struct edge *e = edges; e; e = e->next)
			if ((uintptr_t)e->from - first < size || (uintptr_t)e->to - first < size)
				e->from = e->to = NULL;
	}
}
