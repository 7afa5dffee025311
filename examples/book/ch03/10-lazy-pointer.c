/*
 * Lazy initialisation with a pointer: threads that come early may each make the object; the first one to put its pointer
 * in place wins, the others throw theirs away. The pointer is released and acquired, so that the object behind it is
 * complete for everybody.
 *
 * Comes out: everybody has the same object, and it is whole. With -DRELAXED: a data race on it.
 *
 * Rust Atomics and Locks, chapter 3, lazy initialization with indirection.
 */
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>
#include <stdlib.h>

#ifdef RELAXED
#define LOAD ar_load_relaxed
#define CAS  ar_cas_strong_relaxed_relaxed
#else
#define LOAD ar_load_acquire
#define CAS  ar_cas_strong_acq_rel_acquire
#endif

struct object {
	int answer;
};

static ar_atomic_ptr(struct object) object;

static struct object *get(void)
{
	/* acquire: pairs with the release below; else we may see the pointer before the object */
	struct object *o = LOAD(&object);
	if (o)
		return o;
	struct object *mine = malloc(sizeof *mine);
	if (!mine)
		abort();
	mine->answer = 42;
	/*
	 * acq_rel, and acquire if it fails: releases our object, pairs with the acquire above; or acquires the object of
	 * who was faster, else we may see the pointer before it
	 */
	if (CAS(&object, &o, mine))
		return mine;
	free(mine);
	return o;
}

static void *use(void *arg)
{
	struct object *o = get();

	assert(o->answer == 42);
	assert(o == get());
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		for (int i = 0; i < AR_ITERATIONS(10, 2); i++)
			ar_scope_spawn(&s, use, NULL);
	}
	free(get());
	return 0;
}
