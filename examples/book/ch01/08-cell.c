/*
 * Borrowing, checked while the program runs: a cell may be read by many or changed by one. (C's compiler knows nothing of
 * it.)
 *
 * Comes out: the list with the number that was appended, 1 2 3 1; with CONFLICT, a sentence that names the two borrowers.
 *
 * Rust Atomics and Locks, chapter 1, interior mutability (Cell and RefCell).
 */
#include <acqrel/cell.h>

#include <assert.h>
#include <stdio.h>

struct list {
	int count;
	int values[8];
};

static ar_cell(struct list) list = AR_CELL_INIT({3, {1, 2, 3}});
static ar_cell(int) calls;

static void push(int value)
{
	ar_cell_set(&calls, ar_cell_get(&calls) + 1);
	AR_BORROW_MUT(l, &list) {
		l->values[l->count++] = value;
	}
}

int main(void)
{
	int first = 0;

	AR_BORROW(l, &list) {
		first = l->values[0];
		assert(!ar_cell_can_borrow_mut(&list) || !AR_CELL_CHECKS);
#ifdef CONFLICT
		push(first); /* WRONG: while we look at the list */
#endif
	}
	push(first);
	AR_BORROW(l, &list) {
		for (int i = 0; i < l->count; i++)
			printf("%d\n", l->values[i]);
		assert(l->count == 4 && l->values[3] == 1);
	}
	assert(ar_cell_get(&calls) == 1);
	return 0;
}
