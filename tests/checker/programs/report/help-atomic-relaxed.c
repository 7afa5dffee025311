/* A number that announces nothing else: relaxed is enough. One thread alone adds to it.
 *
 * options: --help-time 30
 * expect: data-race
 * report: Make `done` _Atomic:
 * report: atomic_load_explicit(&done, memory_order_relaxed)
 * unsaid: memory_order_release
 * unsaid: memory_order_acquire
 */
#include <pthread.h>

static int done;

static void *work(void *arg)
{
	done++;
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, work, NULL);
	int seen = done;
	pthread_join(t, NULL);
	return seen > done;
}
