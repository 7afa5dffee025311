/*
 * Relaxed is not ordered: both threads may miss the other's store, and what a flag announces without fences is a race.
 *
 * options: --volatile=relaxed
 * expect: assertion
 * report: r1 || r2
 */
#include <assert.h>
#include <pthread.h>

static volatile int x, y;
static int r1, r2;

static void *first(void *unused)
{
	x = 1;
	r1 = y;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, first, NULL);
	y = 1;
	r2 = x;
	pthread_join(t, NULL);
	assert(r1 || r2);
	return 0;
}
