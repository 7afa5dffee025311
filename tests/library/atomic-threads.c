/*
 * <acqrel/atomic.h>, several threads: no update of any operation gets lost, and what is released is there
 * for whoever acquires. Valid C11 and C++17.
 *
 * Each stage is a small test of its own. A native run does all, many times; under the checker the stage is a
 * choice, so that the number of executions is the sum of the stages', not the product.
 */
#undef NDEBUG
#include <acqrel/atomic.h>
#include <acqrel/check.h>
#include <assert.h>
#include <pthread.h>

#define THREADS 2

static ar_atomic_int x;
static ar_atomic_u64 total;
static int payload;
static int rounds; /* per thread and stage */

/* Both threads do this, as thread 0 and 1; then main looks at the result. */
struct stage {
	void (*run)(int me);
	int start, result; /* what x is before and has to be afterwards; of a sum: per round */
	bool repeats;      /* may be done more than once */
};

static void add_and_sub(int me)
{
	(void)me;
	/* relaxed: only the number matters */
	ar_fetch_add_relaxed(&x, 3);
	/* relaxed: only the number matters */
	ar_fetch_sub_relaxed(&x, 1);
}

static void bits(int me)
{
	/* relaxed: only the bits matter */
	ar_fetch_or_relaxed(&x, 1 << me);
	/* relaxed: only the bits matter */
	ar_fetch_xor_relaxed(&x, 4 << me);
	/* relaxed: only the bits matter */
	ar_fetch_xor_relaxed(&x, 4 << me);
	/* relaxed: only the bits matter */
	ar_fetch_and_relaxed(&x, ~(16 << me));
}

static void nand(int me)
{
	(void)me;
	/* relaxed: only the bits matter; -1 inverts them, and an even number of turns changes nothing */
	ar_fetch_nand_relaxed(&x, -1);
}

static void max(int me)
{
	/* relaxed: only the number matters */
	ar_fetch_max_relaxed(&x, 7 + me);
}

static void min(int me)
{
	/* relaxed: only the number matters */
	ar_fetch_min_relaxed(&x, -7 - me);
}

static bool add_to(int old, int *new_value, int *n)
{
	*new_value = old + *n;
	return true;
}

static void update(int me)
{
	int old, n = 2;

	(void)me;
	/* relaxed: only the number matters */
	const bool changed = ar_fetch_update_relaxed_relaxed(&x, &old, add_to, &n);
	assert(changed);
}

static void cas_strong(int me)
{
	/* relaxed: a first guess; the exchange finds out */
	int seen = ar_load_relaxed(&x);

	(void)me;
	/* relaxed: only the number matters */
	while (!ar_cas_strong_relaxed_relaxed(&x, &seen, seen + 2))
		;
}

static void swap(int me)
{
	/* relaxed: what one takes out, another has put in; the sum is looked at after the joins */
	const int got = ar_swap_relaxed(&x, 10 + me);
	/* relaxed: only the number matters */
	ar_fetch_add_relaxed(&total, (uint64_t)(10 + me) - (uint64_t)got);
}

static void publish(int me)
{
	if (me == 0) {
		payload++;
		/* release: pairs with the acquire below; else the reader may miss payload */
		ar_store_release(&x, 2);
		return;
	}
	/* acquire: pairs with the release above; else we may miss payload */
	while (ar_load_acquire(&x) != 2)
		ar_spin_hint();
	assert(payload > 0);
}

__attribute__((unused)) static void publish_by_fences(int me)
{
	if (me == 0) {
		payload++;
		/* release: pairs with the acquire fence below; else the reader may miss payload */
		ar_fence_release();
		/* relaxed: the fence hands over */
		ar_store_relaxed(&x, 2);
		return;
	}
	/* relaxed: the fence takes over */
	while (ar_load_relaxed(&x) != 2)
		ar_spin_hint();
	/* acquire: pairs with the release fence above; else we may miss payload */
	ar_fence_acquire();
	assert(payload > 0);
}

/* A maximum that changes nothing is a read-modify-write all the same, and takes over what it read. */
static void max_acquires(int me)
{
	if (me == 0) {
		payload++;
		/* release: pairs with the acquire below; else the reader may miss payload */
		ar_fetch_max_release(&x, 2);
		return;
	}
	/* acquire: pairs with the release above; else we may miss payload */
	if (ar_fetch_max_acquire(&x, 1) == 2)
		assert(payload > 0);
}

static const struct stage stages[] = {
	{add_and_sub, 0, 2 * THREADS, true},
	{bits, 48, 3, false},
	{nand, -1, -1, true},
	{max, -9, 8, true},
	{min, 9, -8, true},
	{update, 0, 2 * THREADS, true},
	{cas_strong, 0, 2 * THREADS, true},
	{swap, 0, 0, true},
	{publish, 0, 2, false},
#ifndef AR_THREAD_SANITIZER_ /* which knows no fences */
	{publish_by_fences, 0, 2, false},
#endif
	{max_acquires, 0, 2, false},
};
#define STAGES (sizeof(stages) / sizeof(stages[0]))

static const struct stage *stage;

static void *run(void *arg)
{
	const int me = arg != NULL;

	for (int i = 0; i < rounds; i++)
		stage->run(me);
	return arg;
}

static void do_stage(const struct stage *s)
{
	pthread_t threads[THREADS];

	stage = s;
	rounds = s->repeats ? AR_ITERATIONS(10000, 1) : 1;
	payload = 0;
	ar_init(&x, s->start);
	ar_init(&total, 0);
	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, run, i ? &threads[i] : NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);

	/* relaxed: the threads have been joined */
	const int result = ar_load_relaxed(&x);
	if (s->run == swap)
		/* relaxed: the threads have been joined */
		assert((uint64_t)result == ar_load_relaxed(&total));
	else if (s->run == add_and_sub || s->run == update || s->run == cas_strong)
		assert(result == s->result * rounds);
	else
		assert(result == s->result);
}

int main(void)
{
	if (ar_checking()) {
		do_stage(&stages[ar_choose(STAGES)]);
		return 0;
	}
	for (int i = 0; i < 20; i++)
		for (size_t k = 0; k < STAGES; k++)
			do_stage(&stages[k]);
	return 0;
}
