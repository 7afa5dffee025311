/* A thread from a constructor races with main.
 *
 * expect: data-race
 */
#include <pthread.h>

static pthread_t worker;
static int ticks;

static void *work(void *unused)
{
	ticks++;
	return unused;
}

__attribute__((constructor)) static void begin(void)
{
	pthread_create(&worker, NULL, work, NULL);
}

int main(void)
{
	int seen = ticks;

	pthread_join(worker, NULL);
	return seen > 1;
}
