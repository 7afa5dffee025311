/* Two updates, and no lock anywhere: that a load and a store each are atomic would be no help.
 *
 * options: --help-time 30
 * expect: data-race
 * report: Hold a mutex, always the same, at lines 15 and 24. Checked: with both, all 2 executions pass
 * unsaid: _Atomic
 * unsaid: No memory order
 */
#include <pthread.h>

static int n;

static void *work(void *arg)
{
	n++;
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, work, NULL);
	n++;
	pthread_join(t, NULL);
	return n != 2;
}
