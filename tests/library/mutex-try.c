/*
 * <acqrel/mutex.h>: one thread locks, the other tries to. Who gets in by trying owns the mutex as much as
 * who waited for it; who does not get in has not changed anything. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/mutex.h>
#include <assert.h>
#include <pthread.h>

static ar_mutex lock = AR_MUTEX_INIT;
static long counter AR_GUARDED_BY(lock);
static long got_in; /* the trying thread's own */

static void *wait_for_it(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(500000, 1); i++) {
		ar_mutex_lock(&lock);
		counter++;
		ar_mutex_unlock(&lock);
	}
	return arg;
}

static void *try_it(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(500000, 2); i++) {
		if (!ar_mutex_try_lock(&lock))
			continue;
		assert(!ar_mutex_try_lock(&lock));
		counter++;
		got_in++;
		ar_mutex_unlock(&lock);
	}
	return arg;
}

int main(void)
{
	pthread_t waiting, trying;

	pthread_create(&waiting, NULL, wait_for_it, NULL);
	pthread_create(&trying, NULL, try_it, NULL);
	pthread_join(waiting, NULL);
	pthread_join(trying, NULL);

	const bool is_free = ar_mutex_try_lock(&lock);
	assert(is_free);
	if (is_free) {
		assert(counter == got_in + AR_ITERATIONS(500000, 1));
		ar_mutex_unlock(&lock);
	}
	return 0;
}
