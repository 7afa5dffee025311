/* Each of two threads stores to a half and loads the word. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

static union {
	_Atomic uint64_t word;
	_Atomic uint32_t half[2];
} u;

static uint64_t seen[2];
static memory_order between;

static void *meet(void *arg)
{
	int self = *(int *)arg;

	atomic_store_explicit(&u.half[self], 1, memory_order_relaxed);
	atomic_thread_fence(between);
	seen[self] = atomic_load_explicit(&u.word, memory_order_relaxed);
	return NULL;
}

static int load_with_own(memory_order order)
{
	int number[] = {0, 1};
	pthread_t t[2];

	between = order;
	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, meet, &number[i]);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	assert(seen[0] == (1ull << 32 | 1) || seen[1] == (1ull << 32 | 1));
	return 0;
}
