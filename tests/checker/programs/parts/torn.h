/* Two threads store a word of two equal halves, a third one looks at it. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static union {
	_Atomic uint64_t word;
	_Atomic uint32_t half[2];
} u;

static void *store(void *arg)
{
	uint64_t value = *(uint32_t *)arg;

	atomic_store_explicit(&u.word, value << 32 | value, memory_order_relaxed);
	return NULL;
}

static int look(bool (*agree)(void))
{
	uint32_t values[] = {1, 2};
	pthread_t t[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, store, &values[i]);
	bool good = agree();
	uint32_t half = atomic_load_explicit(&u.half[0], memory_order_relaxed);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	assert(good && half <= 2);
	return 0;
}
