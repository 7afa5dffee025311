/*
 * A readers-writer lock that loses a writer's wake-up. Writers sleep on a counter that goes up with each
 * wake-up. The writer here finds the lock taken and then reads the counter to sleep on: a reader that lets
 * go in between has counted and woken no thread, and the writer sleeps on a counter that is already the new
 * one.
 *
 * Source: Mara Bos, "Rust Atomics and Locks", O'Reilly, 2023, chapter 9, the readers-writer lock with a
 * separate word for writers to wait on, and why the counter is read first.
 * Fix: first the counter, then the lock.
 */
#define _GNU_SOURCE
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#define WRITER (-1)

static atomic_int state = 1; /* readers, or WRITER; there is a reader at first: main */
static atomic_int wake_ups;
static int data;

static void read_unlock(void)
{
	/* release: pairs with the writer's compare-exchange; we have finished reading */
	if (atomic_fetch_sub_explicit(&state, 1, memory_order_release) != 1)
		return;
	/* release: pairs with the writer's load of it; who sees the new number sees the lock free */
	atomic_fetch_add_explicit(&wake_ups, 1, memory_order_release);
	syscall(SYS_futex, &wake_ups, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
}

static void write_lock(void)
{
	int free = 0;

	/* acquire, relaxed: pairs with read_unlock(); readers have finished */
	while (!atomic_compare_exchange_strong_explicit(&state, &free, WRITER, memory_order_acquire,
	                                                memory_order_relaxed)) {
#ifdef FIXED
		/* acquire: pairs with read_unlock(); if it is the new number, the lock is seen free below */
		int seen = atomic_load_explicit(&wake_ups, memory_order_acquire);
		/* relaxed: the load above has ordered it */
		if (atomic_load_explicit(&state, memory_order_relaxed) != 0)
			syscall(SYS_futex, &wake_ups, FUTEX_WAIT_PRIVATE, seen, NULL, NULL, 0);
#else
		/* acquire: WRONG: the lock may have become free since we looked */
		int seen = atomic_load_explicit(&wake_ups, memory_order_acquire);
		syscall(SYS_futex, &wake_ups, FUTEX_WAIT_PRIVATE, seen, NULL, NULL, 0);
#endif
		free = 0;
	}
}

static void *writer(void *arg)
{
	write_lock();
	data++;
	/* release: no thread comes after us here */
	atomic_store_explicit(&state, 0, memory_order_release);
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, writer, NULL);
	read_unlock();
	pthread_join(other, NULL);
	return 0;
}
