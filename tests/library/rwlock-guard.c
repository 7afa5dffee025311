/*
 * <acqrel/rwlock.h>: the guard blocks unlock on every way out; readers share a guarded value, a writer has it
 * for itself. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/rwlock.h>
#include <assert.h>
#include <pthread.h>

static ar_rwlock lock;

static bool is_free(ar_rwlock *l)
{
	if (!ar_rwlock_try_write_lock(l))
		return false;
	ar_rwlock_write_unlock(l);
	return true;
}

static bool is_readable(ar_rwlock *l)
{
	if (!ar_rwlock_try_read_lock(l))
		return false;
	ar_rwlock_read_unlock(l);
	return true;
}

static void leave_at_the_end(void)
{
	AR_READ_LOCKED(&lock) {
		assert(!is_free(&lock) && is_readable(&lock));
	}
	assert(is_free(&lock));
	AR_WRITE_LOCKED(&lock) {
		assert(!is_readable(&lock));
	}
	assert(is_free(&lock));
}

static void leave_by_continue(void)
{
	AR_READ_LOCKED(&lock) {
		if (is_readable(&lock))
			continue;
		assert(false); /* continue leaves the block */
	}
	AR_WRITE_LOCKED(&lock) {
		if (!is_readable(&lock))
			continue;
		assert(false);
	}
	assert(is_free(&lock));
}

#if AR_HAS_CLEANUP

static void leave_by_break(void)
{
	int turns = 0;

	for (int i = 0; i < 2; i++) {
		AR_READ_LOCKED(&lock) {
			if (is_readable(&lock))
				break;
			assert(false); /* break leaves the block */
		}
		AR_WRITE_LOCKED(&lock) {
			if (!is_readable(&lock))
				break;
			assert(false);
		}
		assert(is_free(&lock));
		turns++;
	}
	assert(turns == 2); /* … and not the loop around it */
}

static int return_from_reading(void)
{
	AR_READ_LOCKED(&lock) {
		return is_readable(&lock);
	}
	return 0;
}

static int return_from_writing(void)
{
	AR_WRITE_LOCKED(&lock) {
		return !is_readable(&lock);
	}
	return 0;
}

#endif

struct account {
	long deposits, balance;
};

static ar_rw_guarded(struct account) account;
static ar_rw_guarded(int) answer = AR_RW_GUARDED_INIT(42);

static void *deposit(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++) {
		AR_WRITE_GUARDED(a, &account) {
			a->deposits++;
			a->balance += 10;
		}
	}
	return arg;
}

static void *look(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++) {
		AR_READ_GUARDED(a, &account) {
			assert(a->balance == 10 * a->deposits);
		}
	}
	return arg;
}

static void guarded_value(void)
{
	pthread_t writer, reader;

	pthread_create(&writer, NULL, deposit, NULL);
	pthread_create(&reader, NULL, look, NULL);
	look(NULL);
	pthread_join(writer, NULL);
	pthread_join(reader, NULL);
	AR_READ_GUARDED(a, &account) {
		assert(a->balance == 10L * AR_ITERATIONS(100000, 1));
	}
	AR_WRITE_GUARDED(p, &answer) {
		assert((*p)++ == 42);
	}
	AR_READ_GUARDED(p, &answer) {
		assert(*p == 43);
	}
}

int main(void)
{
	leave_at_the_end();
	leave_by_continue();
#if AR_HAS_CLEANUP
	leave_by_break();
	const int both = return_from_reading() + return_from_writing();
	assert(both == 2 && is_free(&lock));
#endif
	guarded_value();
	return 0;
}
