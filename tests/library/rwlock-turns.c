/*
 * <acqrel/rwlock.h>: nobody starves. A writer that waits keeps new readers out; a reader that came while a
 * writer was at work is in before the next writer. For a native run: it waits until others wait.
 */
#undef NDEBUG
#include <acqrel/rwlock.h>
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static ar_rwlock lock;
static ar_atomic_int order; /* 1 for the first to get in, and so on */

static void *write_once(void *arg)
{
	ar_rwlock_write_lock(&lock);
	/* relaxed: the thread that looks has joined us */
	*(int *)arg = ar_fetch_add_relaxed(&order, 1) + 1;
	ar_rwlock_write_unlock(&lock);
	return NULL;
}

static void *read_once(void *arg)
{
	ar_rwlock_read_lock(&lock);
	/* relaxed: the thread that looks has joined us */
	*(int *)arg = ar_fetch_add_relaxed(&order, 1) + 1;
	ar_rwlock_read_unlock(&lock);
	return NULL;
}

/* Waits until bits of the lock's state are set, and gives up after a long time. */
static void wait_for(uint32_t bits)
{
	ar_time limit = ar_after(30 * AR_SECOND);

	/* relaxed: only whether others wait by now */
	while (!(ar_load_relaxed(&lock.state) & bits))
		if (ar_now() > limit)
			abort();
}

static void a_writer_keeps_readers_out(void) AR_NO_THREAD_SAFETY
{
	pthread_t writer, reader;
	int written = 0, read = 0;

	ar_rwlock_read_lock(&lock);
	pthread_create(&writer, NULL, write_once, &written);
	wait_for(AR_RW_WAITING_);
	assert(!ar_rwlock_try_read_lock(&lock));
	assert(!ar_rwlock_read_lock_until(&lock, 0));
	assert(!ar_rwlock_read_lock_until(&lock, ar_after(10 * AR_MILLISECOND)));
	pthread_create(&reader, NULL, read_once, &read);
	/* relaxed: nobody can have got in, so any value but 0 is a mistake */
	assert(ar_load_relaxed(&order) == 0);
	ar_rwlock_read_unlock(&lock);
	pthread_join(writer, NULL);
	pthread_join(reader, NULL);
	assert(written == 1 && read == 2);
}

static void readers_are_next(void) AR_NO_THREAD_SAFETY
{
	pthread_t writer, reader;
	int written = 0, read = 0;

	/* relaxed: no other thread is running */
	ar_store_relaxed(&order, 0);
	ar_rwlock_write_lock(&lock);
	pthread_create(&writer, NULL, write_once, &written);
	wait_for(AR_RW_WAITING_);
	pthread_create(&reader, NULL, read_once, &read);
	wait_for(~(AR_RW_ONE_READER_ - 1));
	ar_rwlock_write_unlock(&lock);
	pthread_join(writer, NULL);
	pthread_join(reader, NULL);
	assert(read == 1 && written == 2);
}

int main(void)
{
	a_writer_keeps_readers_out();
	readers_are_next();
	return 0;
}
