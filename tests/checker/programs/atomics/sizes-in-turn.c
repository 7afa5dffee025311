/* A union whose bytes are used atomically at one size, and then at others: after a join, so nothing is unordered. What
 * was written at one size is read at the next.
 *
 * expect: ok 4
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static union {
	atomic_int word;
	atomic_short half;
	atomic_llong wide;
	struct {
		atomic_short low, high;
	} halves;
} u;

static void *add_word(void *unused)
{
	atomic_fetch_add_explicit(&u.word, 1, memory_order_relaxed);
	return unused;
}

static void *add_half(void *unused)
{
	atomic_fetch_add_explicit(&u.half, 1, memory_order_relaxed);
	return unused;
}

static void twice(void *(*f)(void *))
{
	pthread_t t[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, f, NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
}

int main(void)
{
	twice(add_word);
	assert(atomic_load_explicit(&u.word, memory_order_relaxed) == 2);
	twice(add_half);
	assert(atomic_load_explicit(&u.wide, memory_order_relaxed) == 4);
	for (int i = 0; i < 200; i++) {
		atomic_store_explicit(&u.word, i, memory_order_relaxed);
		atomic_fetch_add_explicit(&u.halves.low, 1, memory_order_relaxed);
		atomic_fetch_add_explicit(&u.halves.high, 1, memory_order_relaxed);
		assert(atomic_load_explicit(&u.word, memory_order_relaxed) == i + 1 + 65536);
	}
	return 0;
}
