/* A word of 8 bytes and its halves, each of which is set by a thread that has written something before. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

static union {
	_Atomic uint64_t word;
	struct {
		_Atomic uint32_t low, high;
	} half;
} u;

static int low_data, high_data;

static void *set_low(void *unused)
{
	low_data = 1;
	atomic_store_explicit(&u.half.low, 1, memory_order_release);
	return unused;
}

static void *set_high(void *unused)
{
	high_data = 1;
	atomic_store_explicit(&u.half.high, 1, memory_order_release);
	return unused;
}
