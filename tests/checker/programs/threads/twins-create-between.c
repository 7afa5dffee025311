/* Threads that run the same are told apart by what their creator does in between: the first was created too
 * early to see it, and need not be the first to come.
 *
 * expect: data-race
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int next;
static int ready;

static void *draw(void *unused)
{
	if (atomic_fetch_add_explicit(&next, 1, memory_order_relaxed) == 1)
		assert(ready);
	return unused;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, draw, NULL);
	ready = 1;
	pthread_create(&b, NULL, draw, NULL);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
