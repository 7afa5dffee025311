/* Each turn takes a lock that it does not give back: the second one waits for it, or is told so.
 *
 * with: deadlock
 * with -DKIND=1: assertion
 * with -DKIND=2: deadlock
 * with -DKIND=3: assertion
 * with -DKIND=4: deadlock
 * with -DKIND=5: assertion
 */
#include "spin.h"

#include <errno.h>
#include <threads.h>

#ifndef KIND
#define KIND 0
#endif

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_spinlock_t spin;
static mtx_t c11;
static atomic_int stop;

static void set_up(void)
{
	pthread_mutexattr_t a;

	pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
	mtx_init(&c11, mtx_plain);
	pthread_mutexattr_init(&a);
	pthread_mutexattr_settype(&a, PTHREAD_MUTEX_ERRORCHECK);
	if (KIND == 1)
		pthread_mutex_init(&m, &a);
	pthread_mutexattr_destroy(&a);
}

static int take(void)
{
	switch (KIND) {
	case 2:
		return pthread_spin_lock(&spin);
	case 3:
		return pthread_spin_trylock(&spin);
	case 4:
		return mtx_lock(&c11) == thrd_success ? 0 : EBUSY;
	case 5:
		return pthread_mutex_trylock(&m);
	default:
		return pthread_mutex_lock(&m);
	}
}

static void *taker(void *p)
{
	while (!load(&stop, relaxed))
		assert(take() == 0);
	return p;
}

static void *stopper(void *p)
{
	store(&stop, 1, relaxed);
	return p;
}

int main(void)
{
	set_up();
	RUN(taker, stopper);
	return 0;
}
