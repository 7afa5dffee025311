/*
 * Three ways to share what no thread owns alone: a static, which is always there; an allocation that is never given
 * back; and one with a count of its owners, whose last one frees it (ch06 has how that is made).
 *
 * Comes out: each thread reads 1 2 3 in all three; nothing is freed too early, and what is counted is freed.
 *
 * Rust Atomics and Locks, chapter 1, shared ownership and reference counting.
 */
#include <acqrel/arc.h>
#include <acqrel/thread.h>

#include <assert.h>
#include <stdlib.h>

struct three {
	int values[3];
};

static const struct three in_static = {{1, 2, 3}};

static const struct three *leaked;

static void look(const struct three *t)
{
	assert(t->values[0] == 1 && t->values[1] == 2 && t->values[2] == 3);
}

static void *use(void *arg)
{
	struct three *mine = arg;

	look(&in_static);
	look(leaked);
	look(mine);
	ar_arc_drop(mine);
	return NULL;
}

int main(void)
{
	struct three *t = malloc(sizeof *t);
	struct three *counted = ar_arc_new(struct three, NULL, {{1, 2, 3}});

	if (!t || !counted)
		return 1;
	*t = in_static;
	leaked = t; /* forever: this is how one means to leak */
	AR_THREAD_SCOPE(s) {
		for (int i = 0; i < 2; i++) {
			int err = ar_scope_spawn(&s, use, ar_arc_clone(counted));
			assert(err == 0);
		}
		/* Before the others, between them or after them. */
		ar_arc_drop(counted);
	}
	return 0;
}
