/*
 * <acqrel/recursive_mutex.h>: its owner locks it again, others wait until it is given up as often as it was
 * taken. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/recursive_mutex.h>
#include <assert.h>
#include <pthread.h>

static ar_recursive_mutex lock = AR_RECURSIVE_MUTEX_INIT;
static long total AR_GUARDED_BY(lock);

static void add(int depth)
{
	AR_RECURSIVE_LOCKED(&lock) {
		total++;
		if (depth > 1)
			add(depth - 1);
		total++;
	}
}

static void *lock_it(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(50000, 1); i++)
		add(3);
	return arg;
}

/* clang's analysis knows no second time in one function. */
static void *AR_NO_THREAD_SAFETY try_it(void *arg)
{
	long *got_in = (long *)arg;

	for (int i = 0; i < AR_ITERATIONS(50000, 1); i++) {
		if (!ar_recursive_mutex_try_lock(&lock))
			continue;
		if (!ar_recursive_mutex_try_lock(&lock) || !ar_recursive_mutex_lock_until(&lock, 0))
			abort();
		assert(ar_recursive_mutex_is_mine(&lock));
		total++;
		++*got_in;
		ar_recursive_mutex_unlock(&lock);
		ar_recursive_mutex_unlock(&lock);
		total++;
		ar_recursive_mutex_unlock(&lock);
		assert(!ar_recursive_mutex_is_mine(&lock));
	}
	return NULL;
}

static void *not_mine(void *arg)
{
	assert(!ar_recursive_mutex_is_mine(&lock));
	assert(!ar_recursive_mutex_lock_until(&lock, 0));
	return arg;
}

int main(void)
{
	pthread_t locking, trying, other;
	long got_in = 0;

	ar_recursive_mutex_lock(&lock);
	pthread_create(&other, NULL, not_mine, NULL);
	pthread_join(other, NULL);
	ar_recursive_mutex_unlock(&lock);

	pthread_create(&locking, NULL, lock_it, NULL);
	pthread_create(&trying, NULL, try_it, &got_in);
	pthread_join(locking, NULL);
	pthread_join(trying, NULL);
	AR_RECURSIVE_LOCKED(&lock) {
		assert(total == 2 * got_in + 6L * AR_ITERATIONS(50000, 1));
		continue;
	}
	assert(!ar_recursive_mutex_is_mine(&lock));
	return 0;
}
