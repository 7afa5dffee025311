/* What threads are told of themselves and each other, and what they may set to no effect.
 *
 * expect: ok 1
 */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <threads.h>
#include <time.h>

static pthread_t first;

static void *run(void *unused)
{
	sigset_t mask;

	assert(!pthread_equal(pthread_self(), first));
	assert(!pthread_sigmask(SIG_BLOCK, NULL, &mask) && sigismember(&mask, SIGUSR1)); /* inherited */
	return unused;
}

static void names(void)
{
	char name[16];

	assert(!pthread_setname_np(first, "fifteen letters"));
	assert(!pthread_getname_np(first, name, sizeof name) && !strcmp(name, "fifteen letters"));
	assert(pthread_setname_np(first, "sixteen letters!") == ERANGE);
	assert(pthread_getname_np(first, name, 3) == ERANGE);
}

static void signals(void)
{
	sigset_t set, old;

	assert(!pthread_kill(first, 0));
	assert(pthread_kill(first, 99) == EINVAL);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	assert(!pthread_sigmask(SIG_BLOCK, &set, &old) && !sigismember(&old, SIGUSR1));
	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	sigaddset(&set, SIGKILL);
	assert(!sigprocmask(SIG_BLOCK, &set, &old) && sigismember(&old, SIGUSR1));
	assert(!pthread_sigmask(SIG_UNBLOCK, &set, &old) && sigismember(&old, SIGUSR2) && !sigismember(&old, SIGKILL));
	assert(pthread_sigmask(99, &set, NULL) == EINVAL);
	assert(!pthread_sigmask(SIG_SETMASK, NULL, &old) && !sigismember(&old, SIGUSR2) && sigismember(&old, SIGUSR1));
}

static void scheduling(void)
{
	struct sched_param p = {.sched_priority = 99};
	int policy = 99;
	cpu_set_t set;

	assert(!pthread_getschedparam(first, &policy, &p) && policy == SCHED_OTHER && !p.sched_priority);
	p.sched_priority = 5;
	assert(pthread_setschedparam(first, SCHED_OTHER, &p) == EINVAL);
	assert(!pthread_setschedparam(first, SCHED_FIFO, &p));
	assert(!pthread_setschedprio(first, 6) && pthread_setschedprio(first, 1000) == EINVAL);
	assert(!pthread_getschedparam(first, &policy, &p) && policy == SCHED_FIFO && p.sched_priority == 6);
	assert(!pthread_getaffinity_np(first, sizeof set, &set) && CPU_COUNT(&set) > 0);
	assert(!pthread_setaffinity_np(first, sizeof set, &set) && !sched_setaffinity(0, sizeof set, &set));
	assert(pthread_setconcurrency(-1) == EINVAL && !pthread_setconcurrency(3) && pthread_getconcurrency() == 3);
	pthread_yield();
}

static void cancellation(void)
{
	int old = 99;

	assert(!pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old) && old == PTHREAD_CANCEL_ENABLE);
	assert(!pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old) && old == PTHREAD_CANCEL_DISABLE);
	assert(!pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old) && old == PTHREAD_CANCEL_DEFERRED);
	assert(pthread_setcancelstate(99, NULL) == EINVAL && pthread_setcanceltype(99, NULL) == EINVAL);
	pthread_testcancel();
}

static void own(void)
{
	pthread_attr_t a;
	void *stack;
	size_t size;
	int state;
	clockid_t clock;
	struct timespec t;

	assert(!pthread_getattr_np(first, &a) && !pthread_attr_getstack(&a, &stack, &size));
	assert((char *)&a >= (char *)stack && (char *)&a < (char *)stack + size);
	assert(!pthread_attr_getdetachstate(&a, &state) && state == PTHREAD_CREATE_JOINABLE);
	assert(!pthread_attr_destroy(&a));
	assert(!pthread_getcpuclockid(first, &clock) && !clock_gettime(clock, &t));
	assert(timespec_getres(&t, TIME_UTC) == TIME_UTC && !timespec_getres(&t, 99));
}

int main(void)
{
	pthread_t t;
	thrd_t u;

	first = pthread_self();
	assert(pthread_equal(first, pthread_self()) && thrd_equal(thrd_current(), first));
	names();
	signals();
	scheduling();
	cancellation();
	own();
	assert(!pthread_atfork(NULL, NULL, NULL));
	pthread_create(&t, NULL, run, NULL);
	pthread_join(t, NULL);
	assert(thrd_create(&u, (thrd_start_t)(void *)run, NULL) == thrd_success && thrd_detach(u) == thrd_success);
	return 0;
}
