/* A trylock that fails synchronizes with nothing, nor do the fences before the lock and after it.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int data;

static void *owner(void *unused)
{
	data = 1;
	atomic_thread_fence(memory_order_release);
	pthread_mutex_lock(&m);
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t t;
	int seen = 1;

	pthread_create(&t, NULL, owner, NULL);
	if (pthread_mutex_trylock(&m)) {
		atomic_thread_fence(memory_order_acquire);
		seen = data;
	} else {
		pthread_mutex_unlock(&m);
	}
	pthread_join(t, NULL);
	return !seen;
}
