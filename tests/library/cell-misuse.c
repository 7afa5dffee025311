/* <acqrel/cell.h>: a conflict ends the program with a sentence that names both places. */
#undef NDEBUG
#include <acqrel/cell.h>

#ifndef MISUSE
#define MISUSE 1
#endif

static ar_cell(int) cell;

static void change(void)
{
	AR_BORROW_MUT(c, &cell) {
		++*c;
	}
}

static int look(void)
{
	int seen = 0;

	AR_BORROW(c, &cell) {
		seen = *c;
	}
	return seen;
}

int main(void)
{
	AR_BORROW(first, &cell) {
		/* Another one that is over: the one that is not is to be named. */
		if (look() != *first)
			return 1;
		if (MISUSE == 1)
			change();
		if (MISUSE == 2)
			ar_cell_set(&cell, 1);
	}
	AR_BORROW_MUT(c, &cell) {
		*c = 1;
		if (MISUSE == 3)
			return look();
		if (MISUSE == 4)
			return ar_cell_get(&cell);
	}
	return 0;
}
