/*
 * Three ways to share what no thread owns alone: a static, which is always there; an allocation that is never given
 * back; and one with a count of its owners, whose last one frees it.
 *
 * Comes out: each thread reads 1 2 3 in all three; nothing is freed too early, and what is counted is freed.
 *
 * Rust Atomics and Locks, chapter 1, shared ownership and reference counting.
 */
#include <acqrel/thread.h>

#include <assert.h>
#include <stdlib.h>

static const int in_static[3] = {1, 2, 3};

static const int *leaked;

struct counted {
	ar_atomic_int owners;
	int values[3];
};

static struct counted *counted_new(int owners)
{
	struct counted *c = malloc(sizeof *c);

	if (!c)
		abort();
	ar_init(&c->owners, owners);
	for (int i = 0; i < 3; i++)
		c->values[i] = i + 1;
	return c;
}

static void counted_drop(struct counted *c)
{
	/* acq_rel: pairs with itself in the other owners; else the last may free what another still reads */
	if (ar_fetch_sub_acq_rel(&c->owners, 1) == 1)
		free(c);
}

static void look(const int *values)
{
	assert(values[0] == 1 && values[1] == 2 && values[2] == 3);
}

static void *use(void *arg)
{
	struct counted *mine = arg;

	look(in_static);
	look(leaked);
	look(mine->values);
	counted_drop(mine);
	return NULL;
}

int main(void)
{
	int *values = malloc(3 * sizeof *values);
	struct counted *c = counted_new(3);

	if (!values)
		return 1;
	for (int i = 0; i < 3; i++)
		values[i] = i + 1;
	leaked = values; /* for good: this is how one means to leak */
	AR_THREAD_SCOPE(s) {
		for (int i = 0; i < 2; i++) {
			int err = ar_scope_spawn(&s, use, c);
			assert(err == 0);
		}
		/* Before the others, between them or after them. */
		counted_drop(c);
	}
	return 0;
}
