/* Of two threads that run the same, only the second to begin comes to its end before the process does. Who waits
 * for one of them may have waited for that one.
 *
 * expect: assertion
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_int begun;
static sem_t never;
static pthread_t first, second;

static void *begin(void *unused)
{
	if (atomic_fetch_add(&begun, 1) == 0)
		sem_wait(&never);
	return unused;
}

static void *wait_for_first(void *unused)
{
	pthread_join(first, NULL);
	abort();
	return unused;
}

int main(void)
{
	pthread_t third;

	sem_init(&never, 0, 0);
	pthread_create(&first, NULL, begin, NULL);
	pthread_create(&second, NULL, begin, NULL);
	pthread_create(&third, NULL, wait_for_first, NULL);
	exit(0);
}
