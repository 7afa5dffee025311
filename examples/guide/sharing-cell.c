/* A cell, in one thread: who walks through the listeners cannot have them changed by one of them. */
#undef NDEBUG
#include <acqrel/cell.h>
#include <assert.h>
#include <stdio.h>

struct listeners {
	void (*call[8])(int event);
	int count;
};

static ar_cell(struct listeners) listeners;

static void greet(int event)
{
	printf("event %d\n", event);
	/* To add another listener here would end the program, and name both places. */
	assert(!ar_cell_can_borrow_mut(&listeners) || !AR_CELL_CHECKS);
}

static void notify_all(int event)
{
	AR_BORROW(l, &listeners) {
		for (int i = 0; i < l->count; i++)
			l->call[i](event);
	}
}

int main(void)
{
	AR_BORROW_MUT(l, &listeners) {
		l->call[l->count++] = greet;
	}
	notify_all(1);
	return 0;
}
