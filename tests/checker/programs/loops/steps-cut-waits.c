/* A thread sleeps until another, which never ends, has counted far enough. Where that is cut, nobody waits for good.
 *
 * expect: incomplete
 * options: --max-steps 100
 */
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static atomic_int counter;

static void *count(void *unused)
{
	while (atomic_fetch_add_explicit(&counter, 1, memory_order_relaxed) < 5000)
		;
	pthread_mutex_lock(&m);
	pthread_cond_signal(&c);
	pthread_mutex_unlock(&m);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, count, NULL);
	pthread_mutex_lock(&m);
	while (atomic_load_explicit(&counter, memory_order_relaxed) < 5000)
		pthread_cond_wait(&c, &m);
	pthread_mutex_unlock(&m);
	pthread_join(t, NULL);
	return 0;
}
