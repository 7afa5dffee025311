/* Cells: shared borrowings together, exclusive ones alone, all ended by whatever way out. */
#undef NDEBUG
#include <acqrel/cell.h>

#include <assert.h>

struct pair {
	int a, b;
};

static ar_cell(struct pair) cell = AR_CELL_INIT({1, 2});
static ar_cell(int) number;

static int from_return(void)
{
	AR_BORROW_MUT(p, &cell) {
		p->a++;
#if AR_HAS_CLEANUP
		return p->a;
#endif
	}
	return cell.value_.a;
}

static int sum(void)
{
	int s = 0;

	AR_BORROW(p, &cell) {
		s = p->a + p->b;
	}
	return s;
}

int main(void)
{
	AR_BORROW(outer, &cell) {
		assert(outer->a == 1);
		assert(sum() == 3);
		AR_BORROW(inner, &cell) {
			assert(inner == outer);
			assert(ar_cell_can_borrow(&cell));
			assert(ar_cell_can_borrow_mut(&cell) == !AR_CELL_CHECKS);
		}
		assert(ar_cell_get(&cell).b == 2);
	}
	assert(ar_cell_can_borrow_mut(&cell));
	AR_BORROW_MUT(p, &cell) {
		p->b = 5;
		assert(ar_cell_can_borrow(&cell) == !AR_CELL_CHECKS);
		AR_BORROW_MUT(n, &number) {
			*n = p->b;
			continue;
		}
	}
	assert(sum() == 6);
	assert(from_return() == 2);
	assert(from_return() == 3);
	ar_cell_set(&number, 9);
	assert(ar_cell_get(&number) == 9);

	for (int i = 0; i < 3; i++) {
#if AR_HAS_CLEANUP
		AR_BORROW_MUT(p, &cell) {
			if (i == 1)
				break;
			p->a = 10;
		}
#endif
		assert(ar_cell_can_borrow_mut(&cell));
	}
	return 0;
}
