/* A program that blocks all signals is watched over all the same.
 *
 * expect: livelock
 */
#include <pthread.h>
#include <signal.h>

int main(void)
{
	sigset_t all;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, NULL);
	for (volatile int i = 0;; i++)
		;
}
