/* Clocks of threads that have not heard of each other may differ: nothing says who reads his first.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

static atomic_int looked;
static long late;

static void *sleeper(void *unused)
{
	sleep(5);
	late = time(NULL);
	atomic_store(&looked, 1);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, sleeper, NULL);
	long mine = time(NULL);
	while (!atomic_load(&looked))
		;
	assert(mine >= late);
	pthread_join(t, NULL);
	return 0;
}
