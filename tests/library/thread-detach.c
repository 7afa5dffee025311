/*
 * Detached threads end by themselves, at any time, and their records go to others without getting mixed up.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>

static ar_atomic_int ended;

static void *work(void *arg)
{
	int *mine = (int *)arg;

	assert(ar_thread_id(ar_thread_current()) != 0);
	*mine = 1;
	/* release: pairs with the acquire in main(); else it may not see what we wrote */
	ar_fetch_add_release(&ended, 1);
	return NULL;
}

int main(void)
{
	enum { MANY = 1000 };
	static int results[MANY];
	int count = AR_ITERATIONS(MANY, 2);

	for (int i = 0; i < count; i++) {
		ar_thread t;
		while (ar_thread_spawn(&t, work, &results[i]) != 0)
			ar_thread_yield();
		ar_thread_detach(t);
	}
	/* acquire: pairs with the release in work(); else we may not see what the threads wrote */
	while (ar_load_acquire(&ended) != count)
		ar_thread_yield();
	for (int i = 0; i < count; i++)
		assert(results[i] == 1);
	return 0;
}
