/* Each turn changes what libc keeps for the thread, which the second turn sees; otherwise it changes nothing.
 *
 * with -DKIND=0: assertion
 * with -DKIND=1: assertion
 * with -DKIND=2: assertion
 * with -DKIND=3: assertion
 * with -DKIND=4: assertion
 * with -DKIND=5: ok
 */
#define _GNU_SOURCE
#include "spin.h"

#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>

static sem_t none;
static atomic_int stop;

static int looks_new(void)
{
	sigset_t mask;
	int old;

	switch (KIND) {
	case 0:
		return errno != EAGAIN;
	case 1:
		pthread_sigmask(SIG_BLOCK, NULL, &mask);
		return !sigismember(&mask, SIGUSR1);
	case 2:
		pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old);
		return old == PTHREAD_CANCEL_ENABLE;
	case 3:
		return !getenv("TURN");
	case 4:
		return pthread_getconcurrency() == 0;
	default:
		return 1;
	}
}

static void change(void)
{
	sigset_t mask;
	int old;

	sigemptyset(&mask);
	sigaddset(&mask, SIGUSR1);
	if (KIND == 0 || KIND == 5)
		sem_trywait(&none);
	else if (KIND == 1)
		pthread_sigmask(SIG_BLOCK, &mask, NULL);
	else if (KIND == 2)
		pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
	else if (KIND == 3)
		setenv("TURN", "1", 1);
	else
		pthread_setconcurrency(1);
}

static void *changer(void *p)
{
	while (!load(&stop, relaxed)) {
		assert(looks_new());
		change();
	}
	return p;
}

static void *stopper(void *p)
{
	store(&stop, 1, relaxed);
	return p;
}

int main(void)
{
	sem_init(&none, 0, 0);
	RUN(changer, stopper);
	return 0;
}
