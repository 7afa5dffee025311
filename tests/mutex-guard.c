/*
 * <acqrel/mutex.h>: the guard blocks unlock on every way out, and a guarded value is reached by one thread
 * at a time. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/mutex.h>
#include <assert.h>
#include <pthread.h>

static ar_mutex lock;
static int inside AR_GUARDED_BY(lock);

static bool is_free(ar_mutex *l)
{
	if (!ar_mutex_try_lock(l))
		return false;
	ar_mutex_unlock(l);
	return true;
}

static void leave_at_the_end(void)
{
	AR_LOCKED(&lock) {
		assert(!is_free(&lock));
		inside++;
	}
	assert(is_free(&lock));
}

static void leave_by_continue(void)
{
	AR_LOCKED(&lock) {
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
		AR_LOCKED(&lock) {
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
	AR_LOCKED(&lock) {
		return ++inside;
	}
	return 0;
}

static void leave_by_goto(void)
{
	AR_LOCKED(&lock) {
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
	ar_mutex other = AR_MUTEX_INIT;

	AR_LOCKED(&lock) {
		AR_LOCKED(&other) {
			assert(!is_free(&lock) && !is_free(&other));
		}
		assert(!is_free(&lock) && is_free(&other));
	}
	assert(is_free(&lock));
}

static void AR_NO_THREAD_SAFETY lock_is_evaluated_once(void)
{
	ar_mutex locks[2] = {AR_MUTEX_INIT, AR_MUTEX_INIT};
	ar_mutex *next = locks;

	AR_LOCKED(next++) {
		assert(next == &locks[1] && !is_free(&locks[0]) && is_free(&locks[1]));
	}
	assert(next == &locks[1] && is_free(&locks[0]));
}

struct account {
	long deposits, balance;
};

static ar_guarded(struct account) account;
static ar_guarded(int) answer = AR_GUARDED_INIT(42);

static void *deposit(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(200000, 1); i++) {
		AR_GUARDED(a, &account) {
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
	AR_GUARDED(a, &account) {
		assert(a->balance == 10 * a->deposits);
	}
	pthread_join(first, NULL);
	pthread_join(second, NULL);
	AR_GUARDED(a, &account) {
		assert(a->balance == 20L * AR_ITERATIONS(200000, 1));
	}
	AR_GUARDED(p, &answer) {
		assert(*p == 42);
		continue;
	}
	AR_GUARDED(p, &answer) {
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
