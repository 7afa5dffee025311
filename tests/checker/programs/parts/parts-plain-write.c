/* A half that one thread alone writes, without atomics, while others access the other half, and both.
 *
 * expect: incomplete
 * report: stores to one part may be seen in another
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

static union {
	_Atomic uint64_t word;
	struct {
		_Atomic uint32_t low;
		uint32_t high;
	} half;
} u;

static atomic_int added;

static void *add(void *unused)
{
	atomic_fetch_add(&u.half.low, 1);
	atomic_store_explicit(&added, 1, memory_order_relaxed);
	return unused;
}

static void *load(void *unused)
{
	return atomic_load(&u.word) == 7 ? NULL : unused;
}

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, add, NULL);
	while (!atomic_load_explicit(&added, memory_order_relaxed))
		;
	u.half.high = 1;
	pthread_create(&t[1], NULL, load, NULL);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	return 0;
}
