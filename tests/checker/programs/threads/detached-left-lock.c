/* Also those that wait for a lock which a detached thread holds while it waits for more to do.
 *
 * expect: ok 2
 * flags: -DHOLD
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER, held = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static sem_t s;
atomic_int stop;

static void *sleeps(void *unused)
{
	pthread_mutex_lock(&m);
	for (;;)
		pthread_cond_wait(&c, &m);
	return unused;
}

static void *passes(void *unused)
{
	for (;;)
		sem_wait(&s);
	return unused;
}

static void *spins(void *unused)
{
	while (!atomic_load(&stop))
		;
	return unused;
}

/* Whoever waits for a lock that such a thread holds is no better off. */
static void *holds(void *unused)
{
	pthread_mutex_lock(&held);
	sem_wait(&s);
	return unused;
}

static void start(void *(*run)(void *))
{
	pthread_t t;

	pthread_create(&t, NULL, run, NULL);
	pthread_detach(t);
}

int main(void)
{
	sem_init(&s, 0, 0);
	start(sleeps);
	start(passes);
	start(spins);
#ifdef HOLD
	start(holds);
	start(holds);
#endif
	return 0;
}
