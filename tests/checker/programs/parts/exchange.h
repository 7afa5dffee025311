/* Each of two threads stores to one half of a word and loads the other; a third one loads the word. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

static union {
	_Atomic uint32_t word;
	_Atomic uint16_t half[2];
} u;

static int seen[2];
static memory_order store_order, load_order;

static void *meet(void *arg)
{
	int self = *(int *)arg;

	atomic_store_explicit(&u.half[self], 1, store_order);
	seen[self] = atomic_load_explicit(&u.half[1 - self], load_order);
	return NULL;
}

static int exchange(memory_order stores, memory_order loads)
{
	int number[] = {0, 1};
	pthread_t t[2];

	store_order = stores;
	load_order = loads;
	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, meet, &number[i]);
	uint32_t word = atomic_load_explicit(&u.word, memory_order_relaxed);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	assert(seen[0] || seen[1]);
	return word == 0x10002;
}
