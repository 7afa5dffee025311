/*
 * Asymmetric fences: of two threads that each raise a flag and look at the other's, at least one sees it. The
 * light side is the one that the fence costs nothing.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/fence.h>
#include <acqrel/thread.h>

#include <assert.h>

#ifdef LIGHT_ON_BOTH_SIDES
#define HEAVY() ar_fence_light()
#else
#define HEAVY() ar_fence_heavy()
#endif
#ifdef NONE_ON_THE_LIGHT_SIDE
#define LIGHT() ((void)0)
#else
#define LIGHT() ar_fence_light()
#endif

enum { ROUNDS = 10000 };

/* One pair of flags for each round, so that nobody has to clear them. */
static struct round {
	AR_CACHE_ALIGNED ar_atomic_int light;
	AR_CACHE_ALIGNED ar_atomic_int heavy;
	ar_atomic_int begun;
} rounds[ROUNDS];

static int seen_by_light[ROUNDS], seen_by_heavy[ROUNDS];

/* Both begin a round at about the same time. Natively only: for the checker, times mean nothing. */
static void meet(struct round *r)
{
	if (ar_checking())
		return;
	/* relaxed: only to come close to one another */
	ar_fetch_add_relaxed(&r->begun, 1);
	/* relaxed: as above; not for ever, since the other may not be running */
	for (int i = 0; i < 2000 && ar_load_relaxed(&r->begun) != 2; i++)
		ar_spin_hint();
}

static void *light(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(ROUNDS, 1); i++) {
		meet(&rounds[i]);
		/* relaxed: the fence between this and the load is what counts */
		ar_store_relaxed(&rounds[i].light, 1);
		LIGHT();
		/* relaxed: as above */
		seen_by_light[i] = ar_load_relaxed(&rounds[i].heavy);
	}
	return arg;
}

static void *heavy(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(ROUNDS, 1); i++) {
		meet(&rounds[i]);
		/* relaxed: the fence between this and the load is what counts */
		ar_store_relaxed(&rounds[i].heavy, 1);
		HEAVY();
		/* relaxed: as above */
		seen_by_heavy[i] = ar_load_relaxed(&rounds[i].light);
	}
	return arg;
}

int main(void)
{
	int missed = 0;

#ifdef FALLBACK
	/* relaxed: there is one thread; as on a system without membarrier */
	ar_store_relaxed(&ar_fence_is_light_, false);
#endif
	AR_THREAD_SCOPE(s) {
		assert(ar_scope_spawn(&s, light, NULL) == 0);
		heavy(NULL);
	}
	for (int i = 0; i < AR_ITERATIONS(ROUNDS, 1); i++)
		missed += !seen_by_light[i] && !seen_by_heavy[i];
	assert(missed == 0);
	return 0;
}
