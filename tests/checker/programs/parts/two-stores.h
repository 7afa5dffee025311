/* A thread stores to both halves of a word, and another loads it. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

static union {
	_Atomic uint64_t word;
	_Atomic uint32_t half[2];
} u;

static memory_order second;

static void *store(void *unused)
{
	atomic_store_explicit(&u.half[0], 1, memory_order_relaxed);
	atomic_store_explicit(&u.half[1], 1, second);
	return unused;
}

static int store_both(memory_order order)
{
	pthread_t t;

	second = order;
	pthread_create(&t, NULL, store, NULL);
	uint64_t word = atomic_load_explicit(&u.word, memory_order_relaxed);
	pthread_join(t, NULL);
	assert(word != 1ull << 32);
	return 0;
}
