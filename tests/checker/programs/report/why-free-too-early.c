/* Both threads synchronize, but not so that the use comes before the free: to order the free before the use
 * would be no remedy, and is not proposed.
 *
 * expect: use-after-free
 * report: The last that main knows of f is the store at line 17, and that comes before the read at line
 * report: main does not join f before the free at line 33.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_int ready, sink;

static void *f(void *p)
{
	int *n = p;
	atomic_store_explicit(&ready, 1, memory_order_release);
	/* WRONG: too late */
	atomic_fetch_add(&sink, *n);
	return NULL;
}

int main(void)
{
	pthread_t t;
	int *n = calloc(1, sizeof *n);

	if (!n)
		abort();
	pthread_create(&t, NULL, f, n);
	while (!atomic_load_explicit(&ready, memory_order_acquire))
		;
	free(n);
	pthread_join(t, NULL);
}
