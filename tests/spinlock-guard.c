/*
 * <acqrel/spinlock.h>: the guard blocks unlock on every way out, and a guarded value is reached by one thread
 * at a time. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/spinlock.h>
#include <assert.h>
#include <pthread.h>

static ar_spinlock lock;
static int inside AR_GUARDED_BY(lock);

static bool is_free(ar_spinlock *l)
{
	if (!ar_spinlock_try_lock(l))
		return false;
	ar_spinlock_unlock(l);
	return true;
}

static void leave_at_the_end(void)
{
	AR_SPIN_LOCKED(&lock) {
		assert(!is_free(&lock));
		inside++;
	}
	assert(is_free(&lock));
}

static void leave_by_continue(void)
{
	AR_SPIN_LOCKED(&lock) {
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
		AR_SPIN_LOCKED(&lock) {
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
	AR_SPIN_LOCKED(&lock) {
		return ++inside;
	}
	return 0;
}

static void leave_by_goto(void)
{
	AR_SPIN_LOCKED(&lock) {
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
	ar_spinlock other = AR_SPINLOCK_INIT;

	AR_SPIN_LOCKED(&lock) {
		AR_SPIN_LOCKED(&other) {
			assert(!is_free(&lock) && !is_free(&other));
		}
		assert(!is_free(&lock) && is_free(&other));
	}
	assert(is_free(&lock));
}

static void AR_NO_THREAD_SAFETY lock_is_evaluated_once(void)
{
	ar_spinlock locks[2] = {AR_SPINLOCK_INIT, AR_SPINLOCK_INIT};
	ar_spinlock *next = locks;

	AR_SPIN_LOCKED(next++) {
		assert(next == &locks[1] && !is_free(&locks[0]) && is_free(&locks[1]));
	}
	assert(next == &locks[1] && is_free(&locks[0]));
}

struct account {
	long deposits, balance;
};

static ar_spin_guarded(struct account) account;
static ar_spin_guarded(int) answer = AR_SPIN_GUARDED_INIT(42);

static void *deposit(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(200000, 1); i++) {
		AR_SPIN_GUARDED(a, &account)
		{
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
	AR_SPIN_GUARDED(a, &account)
	{
		assert(a->balance == 10 * a->deposits);
	}
	pthread_join(first, NULL);
	pthread_join(second, NULL);
	AR_SPIN_GUARDED(a, &account)
	{
		assert(a->balance == 20L * AR_ITERATIONS(200000, 1));
	}
	AR_SPIN_GUARDED(p, &answer)
	{
		assert(*p == 42);
		continue;
	}
	AR_SPIN_GUARDED(p, &answer)
	{
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
