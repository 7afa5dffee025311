/*
 * <acqrel/cell.h>: a value that is changed by one at a time or read by many, and a program that ends if not.
 *
 *	static ar_cell(struct config) config;
 *
 *	AR_BORROW(c, &config)                   // c is a const struct config *
 *		for (size_t i = 0; i < c->count; i++)
 *			notify(c->names[i]);    // may look at config, may not change it
 *
 *	AR_BORROW_MUT(c, &config)               // c is a struct config *; no other reference
 *		c->count = 0;
 *
 * For values that many functions of one thread reach, where a callback or a deep call may change what a
 * caller is just walking through. Of two borrowings at once both must be shared ones; else the program ends
 * with a sentence that names both places:
 *
 *	acqrel: the cell `&config` was borrowed exclusively by reload() at config.c:40, but notify_all() has
 *	borrowed it (shared) at config.c:12.
 *
 * A cell is for one thread at a time. That two use it at once is a data race, of the cell itself, and the
 * checker and ThreadSanitizer say so; a value for several threads belongs in an ar_guarded or a lock's
 * care.
 *
 * With NDEBUG nothing is checked and a borrowing costs nothing (AR_CELL_CHECKS says which, and may be set to
 * 0 or 1 before including this). The size is that of the value and a pointer in either case, so that files
 * compiled with and without fit together. Zero-filled: not borrowed, value all zero.
 */
#ifndef ACQREL_CELL_H
#define ACQREL_CELL_H

#include <acqrel/api.h>
#include <acqrel/guard.h>
#include <acqrel/misuse.h>

#include <stdbool.h>
#include <stddef.h>

#ifndef AR_CELL_CHECKS
#ifdef NDEBUG
#define AR_CELL_CHECKS 0
#else
#define AR_CELL_CHECKS 1
#endif
#endif

/* A T that can be borrowed, to be declared as a variable or member. Must not be moved while it is. */
#define ar_cell(T)                          \
	struct {                            \
		struct ar_borrow *borrows_; \
		T value_;                   \
	}

/* Its initialiser: AR_CELL_INIT(1) or, for a T with members, AR_CELL_INIT({ 1, 2 }). */
/* clang-format off */
#define AR_CELL_INIT(...) { NULL, __VA_ARGS__ }
/* clang-format on */

/*
 * AR_BORROW(name, cell) { … } runs the block with the value borrowed, shared: name points to it, as const.
 * AR_BORROW_MUT(name, cell) { … } borrows it exclusively. The borrowing ends on every way out of the block:
 * its end, return, goto, and break and continue, which leave this block (not a loop around it); where the
 * compiler has no cleanup attribute, at its end and on continue alone. The pointer must not be kept. The cell
 * must not be borrowed exclusively by anybody (AR_BORROW) or not at all (AR_BORROW_MUT): else the program is
 * aborted. `cell` is evaluated twice.
 */
#define AR_BORROW(name, cell)     AR_BORROW_(const, name, cell, #cell, false, AR_PASTE_(ar_borrow_, __LINE__))
#define AR_BORROW_MUT(name, cell) AR_BORROW_(, name, cell, #cell, true, AR_PASTE_(ar_borrow_, __LINE__))

/* T ar_cell_get(cell): a copy of the value. The cell must not be borrowed exclusively: else it aborts. */
#define ar_cell_get(cell) \
	(ar_borrow_check_(&(cell)->borrows_, #cell, "was read", false, AR_CALLER), (cell)->value_)

/* ar_cell_set(cell, value): replaces the value. The cell must not be borrowed: else it aborts. */
#define ar_cell_set(cell, ...) \
	(ar_borrow_check_(&(cell)->borrows_, #cell, "was set", true, AR_CALLER), (cell)->value_ = __VA_ARGS__)

/* Whether AR_BORROW, or AR_BORROW_MUT, would succeed now. Without AR_CELL_CHECKS always true. */
#define ar_cell_can_borrow(cell)     (ar_borrow_fits_((cell)->borrows_, false))
#define ar_cell_can_borrow_mut(cell) (ar_borrow_fits_((cell)->borrows_, true))

/* --- How it works ----------------------------------------------------------------------------------- */

/*
 * One borrowing, a variable of its block. All of a cell are in a list, in any order, so that one can be
 * named.
 */
typedef struct ar_borrow {
	struct ar_borrow **list, *next, *previous;
	bool exclusive;
	const char *function, *place;
} ar_borrow;

#define AR_BORROW_(constant, name, cell, text, exclusive, guard)                                    \
	for (ar_borrow guard AR_CLEANUP_(ar_borrow_end) = {NULL, NULL, NULL, exclusive, AR_CALLER}; \
	     !guard.list && ar_borrow_begin(&guard, &(cell)->borrows_, text);                       \
	     AR_UNLESS_CLEANUP_(ar_borrow_end(&guard)))                                             \
		for (constant __typeof__((cell)->value_) *name = &(cell)->value_; name; name = NULL)

static inline bool ar_borrow_fits_(const ar_borrow *others, bool exclusive)
{
	return !AR_CELL_CHECKS || !others || (!exclusive && !others->exclusive);
}

__attribute__((cold, noinline, noreturn, unused)) static void
ar_borrow_conflict_(const ar_borrow *other, const char *name, const char *was, const char *function,
                    const char *place)
{
	char but[300];

	snprintf(but, sizeof but, "but %s() has borrowed it (%s) at %s", other->function,
	         other->exclusive ? "exclusively" : "shared", other->place);
	ar_misuse("the cell", name, was, function, place, but);
}

static inline void ar_borrow_check_(ar_borrow *const *list, const char *name, const char *was, bool exclusive,
                                    const char *function, const char *place)
{
	if (AR_UNLIKELY_(!ar_borrow_fits_(*list, exclusive)))
		ar_borrow_conflict_(*list, name, was, function, place);
}

/*
 * gcc does not see that every way out of the block takes the borrowing, a local variable there, out of the
 * list.
 */
#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 12
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdangling-pointer"
#endif
static inline bool ar_borrow_begin(ar_borrow *mine, ar_borrow **list, const char *name)
{
	mine->list = list;
	if (!AR_CELL_CHECKS)
		return true;
	ar_borrow_check_(list, name, mine->exclusive ? "was borrowed exclusively" : "was borrowed (shared)",
	                 mine->exclusive, mine->function, mine->place);
	mine->next = *list;
	if (mine->next)
		mine->next->previous = mine;
	*list = mine;
	return true;
}
#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 12
#pragma GCC diagnostic pop
#endif

static inline void ar_borrow_end(ar_borrow *mine)
{
	if (!AR_CELL_CHECKS)
		return;
	if (mine->previous)
		mine->previous->next = mine->next;
	else
		*mine->list = mine->next;
	if (mine->next)
		mine->next->previous = mine->previous;
}

#endif
