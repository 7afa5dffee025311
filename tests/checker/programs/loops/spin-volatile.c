/* A loop that waits for a plain variable: a race with whoever ends the wait, however long that takes to run.
 *
 * expect: data-race
 * report: data race on `ready`
 * report: while (!ready)
 * report: ready = 1
 */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int start;
static volatile int ready;

static void *bystander(void *p)
{
	atomic_fetch_add(&start, 1);
	return p;
}

static void *sender(void *p)
{
	while (atomic_load(&start) < 1)
		;
	ready = 1;
	return p;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&b, NULL, sender, NULL);
	pthread_create(&a, NULL, bystander, NULL);
	while (!ready)
		;
	pthread_join(a, NULL);
	pthread_join(b, NULL);
}
