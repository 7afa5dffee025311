/* The same of a block that is only freed by whoever gets the pointer.
 *
 * expect: data-race
 * report: nothing orders its use
 * report: allocated here
 * report: freed here
 * report: consume's free at line
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static _Atomic(int *) box;

static void *consume(void *unused)
{
	int *p;

	while (!(p = atomic_load_explicit(&box, memory_order_relaxed)))
		;
	free(p);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, consume, NULL);
	int *p = malloc(sizeof *p);
	atomic_store_explicit(&box, p, memory_order_relaxed);
	pthread_join(t, NULL);
	return 0;
}
