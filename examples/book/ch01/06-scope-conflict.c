/*
 * WRONG: two scoped threads that both change a local variable. Rust's compiler refuses it (two exclusive borrows); C's
 * does not, the checker does.
 *
 * Comes out: natively 5 as a rule; the checker: a data race.
 *
 * Rust Atomics and Locks, chapter 1, scoped threads; borrowing and data races.
 */
#include <acqrel/thread.h>

#include <stdio.h>

struct list {
	int count;
	int values[8];
};

static void *push(void *arg)
{
	struct list *l = arg;

	l->values[l->count++] = 4; /* WRONG: the other thread does the same */
	return NULL;
}

int main(void)
{
	struct list l = {3, {1, 2, 3}};

	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, push, &l);
		ar_scope_spawn(&s, push, &l);
	}
	printf("%d\n", l.count);
	return 0;
}
