/* A message is passed through a flag whose orders are too weak. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static int message;
static atomic_int ready;

static void *sender(void *arg)
{
	message = 42;
	atomic_store_explicit(&ready, 1, memory_order_relaxed);
	return arg;
}

static void *receiver(void *arg)
{
	if (atomic_load_explicit(&ready, memory_order_acquire))
		assert(message == 42);
	return arg;
}

int main(void)
{
	pthread_t s, r;
	pthread_create(&s, NULL, sender, NULL);
	pthread_create(&r, NULL, receiver, NULL);
	pthread_join(s, NULL);
	pthread_join(r, NULL);
	return 0;
}
