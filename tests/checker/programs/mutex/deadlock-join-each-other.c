/* Two threads join each other, and main has gone.
 *
 * expect: deadlock
 * report: run #1 waits for run #2 to end and run #2 waits for run #1 to end
 */
#include <pthread.h>
#include <stdatomic.h>

static pthread_t t[3];

static atomic_int ready;
static void *run(void *p)
{
	while (!atomic_load(&ready))
		;
	pthread_join(t[!(long)p], NULL);
	return p;
}
int main(void)
{
	pthread_create(&t[0], NULL, run, (void *)0);
	pthread_create(&t[1], NULL, run, (void *)1);
	atomic_store(&ready, 1);
	pthread_exit(NULL);
}
