/* Handlers are remembered, masks are a thread's own and inherited, and neither outlives the execution.
 *
 * expect: ok 3
 */
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

static atomic_int x;

static void on_signal(int number)
{
	(void)number;
}

static int is_blocked(int number)
{
	sigset_t now;

	assert(!pthread_sigmask(SIG_BLOCK, NULL, &now));
	return sigismember(&now, number);
}

static void *other(void *unused)
{
	assert(is_blocked(SIGINT) && !is_blocked(SIGTERM));
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	struct sigaction action = {.sa_handler = on_signal}, old;
	sigset_t all, one;
	pthread_t t;

	assert(!is_blocked(SIGINT));
	assert(!sigaction(SIGINT, &action, &old) && old.sa_handler == SIG_DFL);
	sigemptyset(&one);
	sigaddset(&one, SIGINT);
	assert(!sigprocmask(SIG_BLOCK, &one, NULL));
	pthread_create(&t, NULL, other, NULL);
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	assert(signal(SIGINT, SIG_IGN) == on_signal && signal(SIGPIPE, SIG_IGN) == SIG_DFL);
	sigfillset(&all);
	assert(!pthread_sigmask(SIG_SETMASK, &all, NULL) && is_blocked(SIGVTALRM));
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	pthread_join(t, NULL);
	assert(!pthread_sigmask(SIG_UNBLOCK, &all, NULL) && !is_blocked(SIGINT));
	return 0;
}
