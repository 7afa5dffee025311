/*
 * One-time initialisation with compare-exchange: each thread that comes early draws a key, but only the first to put its
 * own in place has its way; the others take that one. With -DSTORE each would go on with its own.
 *
 * Comes out: everybody has the same key. With -DSTORE: two threads with two keys.
 *
 * Rust Atomics and Locks, chapter 2, compare-and-exchange: lazy one-time initialization.
 */
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>

static ar_atomic_u64 key;       /* 0: none yet */
static ar_atomic_u64 generator; /* stands for randomness */

static uint64_t generate(void)
{
	/* relaxed: only to get another one each time */
	return 1000 + ar_fetch_add_relaxed(&generator, 1);
}

static uint64_t get_key(void)
{
	/* relaxed: the key is all there is */
	uint64_t k = ar_load_relaxed(&key);

	if (k != 0)
		return k;
	uint64_t mine = generate();
#ifdef STORE
	/* relaxed: WRONG whatever the order, another thread may have stored its own */
	ar_store_relaxed(&key, mine);
	return mine;
#else
	/* relaxed: as above; if another one was faster, k is its key */
	return ar_cas_strong_relaxed_relaxed(&key, &k, mine) ? mine : k;
#endif
}

static void *use(void *arg)
{
	*(uint64_t *)arg = get_key();
	return NULL;
}

int main(void)
{
	uint64_t seen[10];
	int count = AR_ITERATIONS(10, 2);

	AR_THREAD_SCOPE(s) {
		for (int i = 0; i < count; i++)
			ar_scope_spawn(&s, use, &seen[i]);
	}
	for (int i = 0; i < count; i++)
		assert(seen[i] == get_key());
	return 0;
}
