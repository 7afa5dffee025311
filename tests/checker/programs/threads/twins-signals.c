/* Threads that run the same do not block the same signals: each begins with what its creator blocks.
 *
 * expect: assertion
 */
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

static atomic_int begun;

static void *begin(void *unused)
{
	sigset_t blocked;
	int before = atomic_fetch_add(&begun, 1);

	pthread_sigmask(SIG_BLOCK, NULL, &blocked);
	assert(!sigismember(&blocked, SIGHUP) || before == 1);
	return unused;
}

int main(void)
{
	pthread_t a, b;
	sigset_t hangup;

	sigemptyset(&hangup);
	sigaddset(&hangup, SIGHUP);
	pthread_create(&a, NULL, begin, NULL);
	pthread_sigmask(SIG_BLOCK, &hangup, NULL);
	pthread_create(&b, NULL, begin, NULL);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
