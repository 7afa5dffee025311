/*
 * <acqrel/spinlock.h>: of three threads one at a time is inside, and each sees what those before it wrote.
 * Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/spinlock.h>
#include <assert.h>
#include <pthread.h>

#define THREADS 3

static ar_spinlock lock;
static bool somebody_inside AR_GUARDED_BY(lock); /* plain: were the lock broken, this would be a data race */
static long counter AR_GUARDED_BY(lock);

static void *work(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(200000, 1); i++) {
		ar_spinlock_lock(&lock);
		assert(!somebody_inside);
		somebody_inside = true;
		counter++;
		somebody_inside = false;
		ar_spinlock_unlock(&lock);
	}
	return arg;
}

int main(void)
{
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, work, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);

	ar_spinlock_lock(&lock);
	assert(counter == (long)THREADS * AR_ITERATIONS(200000, 1));
	ar_spinlock_unlock(&lock);
	return 0;
}
