/*
 * A loop takes mutexes in each turn, and changes nothing; another thread tries them, and finds them taken in one turn, free,
 * and taken again in the next.
 *
 * with: assertion
 * with -DKIND=1: assertion
 * with -DKIND=2: assertion
 * with -DKIND=3: ok
 */
#include "spin.h"

#ifndef KIND
#define KIND 0
#endif

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER, b = PTHREAD_MUTEX_INITIALIZER;
static int stop_under_lock;
static atomic_int stop;

static int is_taken(pthread_mutex_t *m)
{
	int error = pthread_mutex_trylock(m);

	if (!error)
		pthread_mutex_unlock(m);
	return error != 0;
}

static int is_stopped(void)
{
	if (KIND == 0)
		return load(&stop, relaxed);
	pthread_mutex_lock(&a);
	int now = stop_under_lock;
	pthread_mutex_unlock(&a);
	return now;
}

static void *poller(void *p)
{
	while (!is_stopped()) {
		pthread_mutex_lock(&b);
		pthread_mutex_unlock(&b);
	}
	return p;
}

static void *stopper(void *p)
{
	pthread_mutex_lock(&a);
	stop_under_lock = 1;
	pthread_mutex_unlock(&a);
	store(&stop, 1, relaxed);
	return p;
}

/* KIND 2: only one turn is seen, but by somebody whom nothing orders with the last turn. */
static void *looker(void *p)
{
	int first = is_taken(&b);
	if (KIND == 2)
		assert(!first);
	int then = KIND == 3 ? first : is_taken(&b), again = KIND == 3 ? !first : is_taken(&b);
	assert(!(first && !then && again));
	return p;
}

int main(void)
{
	RUN(poller, stopper, looker);
	return 0;
}
