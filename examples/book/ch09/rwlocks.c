/*
 * The three steps to a reader-writer lock, at work: LOCK is simple, waking or fair. No reader sees half a change, and no thread
 * sleeps for ever.
 */
#undef NDEBUG
#include "fair-rwlock.h"
#include "simple-rwlock.h"
#include "waking-rwlock.h"

#include <acqrel/check.h>
#include <assert.h>
#include <pthread.h>

#define PASTE(a, b)  PASTE2(a, b)
#define PASTE2(a, b) a##b
#define READ_LOCK    PASTE(LOCK, _rwlock_read_lock)
#define READ_UNLOCK  PASTE(LOCK, _rwlock_read_unlock)
#define WRITE_LOCK   PASTE(LOCK, _rwlock_write_lock)
#define WRITE_UNLOCK PASTE(LOCK, _rwlock_write_unlock)

static PASTE(LOCK, _rwlock) lock;
static long debit, credit; /* always equal */

static void *write(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(20000, 1); i++) {
		WRITE_LOCK(&lock);
		debit++;
		credit++;
		WRITE_UNLOCK(&lock);
	}
	return arg;
}

static void *read(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(20000, 1); i++) {
		READ_LOCK(&lock);
		assert(debit == credit);
		READ_UNLOCK(&lock);
	}
	return arg;
}

int main(void)
{
	pthread_t threads[2];

	pthread_create(&threads[0], NULL, write, NULL);
	pthread_create(&threads[1], NULL, read, NULL);
	if (WRITER_TOO)
		write(NULL);
	else
		read(NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	assert(debit == (1 + WRITER_TOO) * AR_ITERATIONS(20000L, 1L));
	return 0;
}
