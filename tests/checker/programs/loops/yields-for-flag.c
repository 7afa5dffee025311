/* One that yields until a plain variable changes lets the one that changes it have its turn: the two race.
 *
 * expect: data-race
 * report: data race on `done`
 */
#include <pthread.h>
#include <sched.h>

static volatile int done;

static void *set(void *unused)
{
	done = 1;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, set, NULL);
	while (!done)
		sched_yield();
	pthread_join(t, NULL);
	return 0;
}
