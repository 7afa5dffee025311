/* A key that was made before main: what is set in one execution is not there in the next, and its destructor runs.
 *
 * expect: ok 2
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static pthread_key_t key;
static atomic_int n, destroyed;

static void destroy(void *value)
{
	free(value);
	atomic_store_explicit(&destroyed, 1, memory_order_relaxed);
}

__attribute__((constructor)) static void prepare(void)
{
	static int initial;

	if (pthread_key_create(&key, destroy))
		abort();
	pthread_setspecific(key, &initial);
}

static void *count(void *unused)
{
	assert(!pthread_getspecific(key));
	pthread_setspecific(key, malloc(1));
	atomic_fetch_add_explicit(&n, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t t;

	assert(pthread_getspecific(key));
	pthread_setspecific(key, NULL);
	pthread_create(&t, NULL, count, NULL);
	atomic_fetch_add_explicit(&n, 1, memory_order_relaxed);
	pthread_join(t, NULL);
	assert(destroyed);
	return 0;
}
