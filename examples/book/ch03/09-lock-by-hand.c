/*
 * Locking by hand: the thread that turns the flag from false to true may use the data until it turns it back; one that
 * cannot goes on without. No thread waits.
 *
 * Comes out: as many exclamation marks as threads that got the lock, at least one. With -DRELAXED: a data race.
 *
 * Rust Atomics and Locks, chapter 3, locking.
 */
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>

#ifdef RELAXED
#define CAS ar_cas_strong_relaxed_relaxed
#else
#define CAS ar_cas_strong_acquire_relaxed
#endif

static char data[100];
static int length;
static ar_atomic_bool locked;

static void *write(void *arg)
{
	bool unlocked = false;

	/* acquire, and relaxed if it fails: pairs with the release below; else we may miss what the last owner wrote */
	if (CAS(&locked, &unlocked, true)) {
		data[length++] = '!';
		/* release: pairs with the acquire above; else the next owner may miss what we wrote */
		ar_store_release(&locked, false);
	}
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		for (int i = 0; i < AR_ITERATIONS(100, 2); i++)
			ar_scope_spawn(&s, write, NULL);
	}
	assert(length >= 1);
	return 0;
}
