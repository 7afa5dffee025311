/* A loop polls under a semaphore, and another thread sees it taken and given back in two turns without ever having it.
 *
 * expect: assertion
 * options: --max-steps 60
 */
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

static sem_t s;
static atomic_int stop;

static void *poll(void *p)
{
	while (!atomic_load_explicit(&stop, memory_order_relaxed)) {
		sem_wait(&s);
		sem_post(&s);
	}
	return p;
}

static int value(void)
{
	int v;

	sem_getvalue(&s, &v);
	return v;
}

int main(void)
{
	pthread_t t;

	sem_init(&s, 0, 1);
	pthread_create(&t, NULL, poll, NULL);
	int first = value(), then = value(), again = value();
	assert(!(first == 0 && then == 1 && again == 0));
	atomic_store_explicit(&stop, 1, memory_order_relaxed);
	pthread_join(t, NULL);
	return 0;
}
