/*
 * A readers-writer lock whose writers sleep at a count of wake-ups, readers at the state (Mara Bos, "Rust Atomics and Locks",
 * 2023, chapter 9). Two readers, or a reader and a writer, against a writer.
 *
 * expect: ok
 * variant: TWO_WRITERS ok
 * variant: READ_UNLOCK_RELAXED data-race
 * variant: WRITE_UNLOCK_RELAXED data-race
 * variant: COUNT_LATE lost-wakeup
 * variant: WAKES_NO_WRITER lost-wakeup
 * variant: WAKES_NO_READER lost-wakeup
 */
#include "futex.h"

#include <assert.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>

#define WRITER UINT_MAX

#ifdef READ_UNLOCK_RELAXED
#define READ_UNLOCK_ORDER memory_order_relaxed
#else
#define READ_UNLOCK_ORDER memory_order_release
#endif
#ifdef WRITE_UNLOCK_RELAXED
#define WRITE_UNLOCK_ORDER memory_order_relaxed
#else
#define WRITE_UNLOCK_ORDER memory_order_release
#endif

static atomic_uint state, wake_ups;
static int data;

static void read_lock(void)
{
	/* relaxed: the exchange looks again */
	unsigned s = atomic_load_explicit(&state, memory_order_relaxed);

	for (;;) {
		if (s == WRITER) {
			futex_wait(&state, WRITER);
			/* relaxed: as above */
			s = atomic_load_explicit(&state, memory_order_relaxed);
		} else if (atomic_compare_exchange_strong_explicit(&state, &s, s + 1,
		                                                   /* acquire: pairs with write_unlock() */
		                                                   memory_order_acquire,
		                                                   memory_order_relaxed)) {
			return;
		}
	}
}

static void wake_writer(void)
{
	/* release: pairs with write_lock(); who sees the new number sees the lock free */
	atomic_fetch_add_explicit(&wake_ups, 1, memory_order_release);
#ifndef WAKES_NO_WRITER
	futex_wake(&wake_ups, 1);
#endif
}

static void read_unlock(void)
{
	/* release: pairs with write_lock(); we have finished reading */
	if (atomic_fetch_sub_explicit(&state, 1, READ_UNLOCK_ORDER) == 1)
		wake_writer();
}

static void write_lock(void)
{
	unsigned found = 0;

	/* acquire, relaxed: pairs with the unlocks; or we sleep */
	while (!atomic_compare_exchange_strong_explicit(&state, &found, WRITER, memory_order_acquire,
	                                                memory_order_relaxed)) {
		/* acquire: pairs with wake_writer(); if it is the new number, the lock is seen free below */
		unsigned seen = atomic_load_explicit(&wake_ups, memory_order_acquire);
#ifdef COUNT_LATE
		if (found)
			futex_wait(&wake_ups, seen);
#else
		/* relaxed: the load above has ordered it */
		if (atomic_load_explicit(&state, memory_order_relaxed) != 0)
			futex_wait(&wake_ups, seen);
#endif
		found = 0;
	}
}

static void write_unlock(void)
{
	/* release: pairs with the locks; the next one sees what we wrote */
	atomic_store_explicit(&state, 0, WRITE_UNLOCK_ORDER);
	wake_writer();
#ifndef WAKES_NO_READER
	futex_wake(&state, INT_MAX);
#endif
}

static void *writer(void *arg)
{
	write_lock();
	data++;
	write_unlock();
	return arg;
}

static void *reader(void *arg)
{
	read_lock();
	assert(data == 0 || data == 1);
	read_unlock();
	return arg;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, writer, NULL);
#ifdef TWO_WRITERS
	pthread_create(&b, NULL, writer, NULL);
#else
	pthread_create(&b, NULL, reader, NULL);
	reader(NULL);
#endif
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
