/* A lock in a byte of a word, of which the next byte says that somebody waits. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifndef GIVE
#define GIVE memory_order_release
#endif

static union {
	_Atomic uint32_t word;
	struct {
		_Atomic uint8_t locked, pending;
	} byte;
} lock;

static int shared;

static void take(void)
{
	uint32_t none = 0;

	if (atomic_compare_exchange_strong_explicit(&lock.word, &none, 1, memory_order_acquire,
	                                            memory_order_relaxed))
		return;
	atomic_fetch_or_explicit(&lock.word, 0x100, memory_order_acquire);
	while (atomic_load_explicit(&lock.byte.locked, memory_order_acquire))
		;
	atomic_store_explicit(&lock.byte.locked, 1, memory_order_relaxed);
	atomic_store_explicit(&lock.byte.pending, 0, memory_order_release);
}

static void *work(void *unused)
{
	take();
	shared++;
	atomic_store_explicit(&lock.byte.locked, 0, GIVE);
	return unused;
}

static int use_lock(void)
{
	pthread_t t;

	pthread_create(&t, NULL, work, NULL);
	work(NULL);
	pthread_join(t, NULL);
	assert(shared == 2);
	return 0;
}
