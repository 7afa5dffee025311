/* A static variable is handed to another thread and back: what it holds then is read anew, as without instrumentation. gcc
 * takes that for calls which leave the variable alone, unless it is told.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int ready, done;
static int data, later;

static void *work(void *unused)
{
	while (!atomic_load_explicit(&ready, memory_order_acquire))
		;
	assert(data == 1);
	data++;
	later = data;
	atomic_store_explicit(&done, 1, memory_order_release);
	return unused;
}

int main(void)
{
	pthread_t worker;

	pthread_create(&worker, NULL, work, NULL);
	data = 1;
	atomic_store_explicit(&ready, 1, memory_order_release);
	while (!atomic_load_explicit(&done, memory_order_acquire))
		;
	assert(data == 2 && later == 2);
	data = 3;
	later = data;
	assert(later == 3);
	pthread_join(worker, NULL);
	return 0;
}
