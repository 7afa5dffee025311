/*
 * Waiting on a word: not for one that has changed, no wake lost, one for one and all for all, and deadlines
 * that come. Natively what must wait is given time to, so that it is caught if it does not.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/thread.h>
#include <acqrel/wait.h>

#include <assert.h>

static ar_atomic_u32 word;
static int data;

static void *wait_for_one(void *arg)
{
	/* acquire: pairs with the release in hand_over(); else we may not see the data */
	while (ar_load_acquire(&word) == 0)
		ar_wait(&word, 0);
	assert(data == 1);
	return arg;
}

/* `waiters` threads wait for a change, of which they hear by `wake` only if they sleep by then. */
static void hand_over(int waiters, void (*wake)(ar_atomic_u32 *))
{
	data = 0;
	/* relaxed: nobody is there yet */
	ar_store_relaxed(&word, 0);
	AR_THREAD_SCOPE(s) {
		for (int i = 0; i < waiters; i++)
			assert(ar_scope_spawn(&s, wait_for_one, NULL) == 0);
		data = 1;
		/* release: pairs with the acquire in wait_for_one(); else it may not see the data */
		ar_store_release(&word, 1);
		wake(&word);
	}
}

static void wake_one_each(ar_atomic_u32 *w)
{
	ar_wake_one(w);
	ar_wake_one(w);
}

static void deadlines(void)
{
	ar_time begin, deadline;

	/* relaxed: alone */
	ar_store_relaxed(&word, 5);
	ar_wait(&word, 4);
	assert(ar_wait_until(&word, 4, AR_NEVER));
	assert(ar_wait_until(&word, 4, ar_after(AR_SECOND)));
	assert(!ar_wait_until(&word, 5, 0));
	begin = ar_now();
	deadline = ar_after(3 * AR_MILLISECOND + 1);
	while (ar_wait_until(&word, 5, deadline))
		;
	assert(ar_now() >= deadline);
	assert(ar_checking() || ar_now() - begin < AR_SECOND);
	ar_wake_one(&word);
	ar_wake_all(&word);
}

static void *change_later(void *arg)
{
	ar_thread_sleep_until(ar_after(AR_MILLISECOND));
	/* relaxed: nothing but the word itself is handed over */
	ar_store_relaxed(&word, 1);
	ar_wake_one(&word);
	return arg;
}

/* A wake ends a wait with a deadline long before that. */
static void in_time(void)
{
	ar_time begin = ar_now();

	/* relaxed: nobody is there yet */
	ar_store_relaxed(&word, 0);
	AR_THREAD_SCOPE(s) {
		assert(ar_scope_spawn(&s, change_later, NULL) == 0);
		/* relaxed: only the word itself is of interest */
		while (ar_load_relaxed(&word) == 0)
			assert(ar_wait_until(&word, 0, begin + 20 * AR_SECOND));
	}
}

int main(void)
{
#if defined(DEADLINES) || !defined(ACQREL_CHECKING)
	deadlines();
#endif
#if !defined(DEADLINES) || !defined(ACQREL_CHECKING)
	for (int i = 0; i < AR_ITERATIONS(3000, 1); i++) {
		hand_over(1, ar_wake_one);
		hand_over(2, AR_ITERATIONS(i, 0) % 2 == 0 ? ar_wake_all : wake_one_each);
	}
	if (!ar_checking()) {
		for (int i = 0; i < 20; i++)
			in_time();
	}
#endif
	return 0;
}
