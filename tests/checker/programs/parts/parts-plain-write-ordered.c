/* A half that one thread alone writes, without atomics, while others add to the other half: who reads both later
 * finds what was written, and what was added.
 *
 * expect: incomplete
 * report: stores to one part may be seen in another
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

static union {
	_Atomic uint32_t word;
	struct {
		_Atomic uint16_t low;
		uint16_t high;
	};
} u;

static void *add(void *unused)
{
	atomic_fetch_add_explicit(&u.low, 1, memory_order_release);
	return unused;
}

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, add, NULL);
	assert(atomic_load_explicit(&u.word, memory_order_acquire) <= 1);
	u.high = 7;
	pthread_create(&t[1], NULL, add, NULL);
	uint32_t seen = atomic_load_explicit(&u.word, memory_order_acquire);
	assert(seen >> 16 == 7 && (uint16_t)seen <= 2);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	assert(atomic_load_explicit(&u.word, memory_order_relaxed) == 0x70002);
	return 0;
}
