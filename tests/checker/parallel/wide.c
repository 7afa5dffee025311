/* Values of 16 bytes, which the graph knows by numbers: the same ones in all workers. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

__extension__ typedef unsigned __int128 wide;

static _Atomic(wide) word;

static void *put(void *argument)
{
	wide own = (wide)(unsigned long)argument << 70 | (unsigned long)argument;
	wide before = atomic_exchange_explicit(&word, own, memory_order_relaxed);
	wide now = atomic_load_explicit(&word, memory_order_relaxed);

	assert((unsigned long)(before >> 70) == (unsigned long)before);
	assert((unsigned long)(now >> 70) == (unsigned long)now && now);
	return NULL;
}

int main(void)
{
	pthread_t t[5];

	for (unsigned long i = 0; i < 5; i++)
		pthread_create(&t[i], NULL, put, (void *)(i + 1));
	for (int i = 0; i < 5; i++)
		pthread_join(t[i], NULL);
	return 0;
}
