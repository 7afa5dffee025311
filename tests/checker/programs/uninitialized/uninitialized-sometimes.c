/* Set in all executions but those in which both threads come too late.
 *
 * expect: uninitialized
 * report: read of 4 bytes
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_int a, b;
static int *p;

static void *first(void *unused)
{
	atomic_store_explicit(&a, 1, memory_order_relaxed);
	if (!atomic_load_explicit(&b, memory_order_relaxed))
		*p = 1;
	return unused;
}

int main(void)
{
	pthread_t t;
	int hit = 0;

	p = malloc(sizeof *p);
	pthread_create(&t, NULL, first, NULL);
	atomic_store_explicit(&b, 1, memory_order_relaxed);
	pthread_join(t, NULL);
	if (*p)
		hit = 1;
	free(p);
	return hit;
}
