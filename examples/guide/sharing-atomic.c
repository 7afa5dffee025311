/* Atomics: a number, or a flag, that nothing else depends on: relaxed. And one that something depends on: release. */
#undef NDEBUG
#include <acqrel/atomic.h>
#include <acqrel/check.h>
#include <acqrel/thread.h>
#include <acqrel/wait.h>
#include <assert.h>
#include <stdio.h>

static ar_atomic_int done;
static ar_atomic_u32 ready;
static int answer; /* plain: the thread that sees ready sees it */

static void *work(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(1000, 2); i++)
		/* relaxed: only the number matters */
		ar_fetch_add_relaxed(&done, 1);
	answer = 42;
	/* release: pairs with the acquire in main(); else main may miss the answer */
	ar_store_release(&ready, 1);
	ar_wake_one(&ready);
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		assert(ar_scope_spawn(&s, work, NULL) == 0);
		/* acquire: pairs with the release in work(); else we may miss the answer */
		while (!ar_load_acquire(&ready))
			ar_wait(&ready, 0);
		assert(answer == 42);
	}
	/* relaxed: the thread has ended */
	printf("%d turns, %d\n", ar_load_relaxed(&done), answer);
	return 0;
}
