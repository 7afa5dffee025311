/*
 * A loop takes locks in each turn, of any kind, and changes nothing; another thread tries them, and finds them taken in one turn, free,
 * and taken again in the next.
 *
 * with: assertion
 * with -DKIND=1: assertion
 * with -DKIND=2: assertion
 * with -DKIND=3: ok
 * with -DLOCK=rwlock: assertion
 * with -DLOCK=rwlock -DKIND=1: assertion
 * with -DLOCK=rwlock -DKIND=2: assertion
 * with -DLOCK=rwlock -DKIND=3: ok
 * with -DLOCK=readers: assertion
 * with -DLOCK=readers -DKIND=1: assertion
 * with -DLOCK=readers -DKIND=2: assertion
 * with -DLOCK=readers -DKIND=3: ok
 * with -DLOCK=semaphore: assertion
 * with -DLOCK=semaphore -DKIND=1: assertion
 * with -DLOCK=semaphore -DKIND=2: assertion
 * with -DLOCK=semaphore -DKIND=3: ok
 * with -DLOCK=spin: assertion
 * with -DLOCK=spin -DKIND=1: assertion
 * with -DLOCK=spin -DKIND=2: assertion
 * with -DLOCK=spin -DKIND=3: ok
 * with -DLOCK=robust: assertion
 * with -DLOCK=robust -DKIND=1: assertion
 * with -DLOCK=robust -DKIND=2: assertion
 * with -DLOCK=robust -DKIND=3: ok
 * with -DLOCK=semaphore -DROOM=2: assertion
 * with -DLOCK=semaphore -DROOM=2 -DKIND=3: ok
 */
#include "spin.h"

#include "polled-lock.h"

#ifndef KIND
#define KIND 0
#endif

static polled_lock a, b;
static int stop_under_lock;
static atomic_int stop;

static int is_taken(polled_lock *l)
{
	int error = try_take(l);

	if (!error)
		give(l);
	return error != 0;
}

static int is_stopped(void)
{
	if (KIND == 0)
		return load(&stop, relaxed);
	take_to_poll(&a);
	int now = stop_under_lock;
	give(&a);
	return now;
}

static void *poller(void *p)
{
	while (!is_stopped()) {
		take_to_poll(&b);
		give(&b);
	}
	return p;
}

static void *stopper(void *p)
{
	take(&a);
	stop_under_lock = 1;
	give(&a);
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
	begin(&a);
	begin(&b);
	if (ROOM > 1) { /* they have one less then */
		take(&a);
		take(&b);
	}
	RUN(poller, stopper, looker);
	return 0;
}
