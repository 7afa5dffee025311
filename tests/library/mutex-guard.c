/*
 * <acqrel/mutex.h>, spinlock.h (which_lock.h): the guard blocks unlock on every way out, and a guarded value
 * is reached by one thread at a time. Valid C11 and C++17.
 */
#undef NDEBUG
#include "which_lock.h"

#include <acqrel/check.h>
#include <assert.h>
#include <pthread.h>

static LOCK_TYPE lock;
static int inside AR_GUARDED_BY(lock);

static bool is_free(LOCK_TYPE *l)
{
	if (!TRY_LOCK(l))
		return false;
	UNLOCK(l);
	return true;
}

static void leave_at_the_end(void)
{
	LOCKED(&lock) {
		assert(!is_free(&lock));
		inside++;
	}
	assert(is_free(&lock));
}

static void leave_by_continue(void)
{
	LOCKED(&lock) {
		if (++inside)
			continue;
		assert(false); /* continue leaves the block */
	}
	assert(is_free(&lock));
}

#if AR_HAS_CLEANUP

static void leave_by_break(void)
{
	int turns = 0;

	for (int i = 0; i < 2; i++) {
		LOCKED(&lock) {
			if (++inside)
				break;
			assert(false); /* break leaves the block */
		}
		assert(is_free(&lock));
		turns++;
	}
	assert(turns == 2); /* … and not the loop around it */
}

static int return_from_inside(void)
{
	LOCKED(&lock) {
		return ++inside;
	}
	return 0;
}

static void leave_by_goto(void)
{
	LOCKED(&lock) {
		if (++inside)
			goto out;
		assert(false); /* goto leaves the block */
	}
	assert(false); /* goto skips this */
out:
	assert(is_free(&lock));
}

#endif

static void nested(void)
{
	LOCK_TYPE other = LOCK_INIT;

	LOCKED(&lock) {
		LOCKED(&other) {
			assert(!is_free(&lock) && !is_free(&other));
		}
		assert(!is_free(&lock) && is_free(&other));
	}
	assert(is_free(&lock));
}

static void AR_NO_THREAD_SAFETY lock_is_evaluated_once(void)
{
	LOCK_TYPE locks[2] = {LOCK_INIT, LOCK_INIT};
	LOCK_TYPE *next = locks;

	LOCKED(next++) {
		assert(next == &locks[1] && !is_free(&locks[0]) && is_free(&locks[1]));
	}
	assert(next == &locks[1] && is_free(&locks[0]));
}

struct account {
	long deposits, balance;
};

static guarded(struct account) account;
static guarded(int) answer = GUARDED_INIT(42);

static void *deposit(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(200000, 1); i++) {
		GUARDED(a, &account) {
			a->deposits++;
			a->balance += 10;
		}
	}
	return arg;
}

static void guarded_value(void)
{
	pthread_t first, second;

	pthread_create(&first, NULL, deposit, NULL);
	pthread_create(&second, NULL, deposit, NULL);
	GUARDED(a, &account) {
		assert(a->balance == 10 * a->deposits);
	}
	pthread_join(first, NULL);
	pthread_join(second, NULL);
	GUARDED(a, &account) {
		assert(a->balance == 20L * AR_ITERATIONS(200000, 1));
	}
	GUARDED(p, &answer) {
		assert(*p == 42);
		continue;
	}
	GUARDED(p, &answer) {
		*p = 43;
	}
}

int main(void)
{
	leave_at_the_end();
	leave_by_continue();
#if AR_HAS_CLEANUP
	leave_by_break();
	const int before = return_from_inside();
	assert(before == 5 && is_free(&lock));
	leave_by_goto();
#endif
	nested();
	lock_is_evaluated_once();
	guarded_value();
	return 0;
}
