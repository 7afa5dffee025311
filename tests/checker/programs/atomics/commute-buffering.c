/* Two threads that add to a counter come in one order, and the second sees what the first has done before.
 *
 * expect: ok 4
 * reductions: on
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int count, x, y;
static int seen_x, seen_y;

static void *write_x(void *unused)
{
	atomic_store_explicit(&x, 1, memory_order_relaxed);
	atomic_fetch_add(&count, 1);
	seen_y = atomic_load_explicit(&y, memory_order_relaxed);
	return unused;
}

static void *write_y(void *unused)
{
	atomic_store_explicit(&y, 1, memory_order_relaxed);
	atomic_fetch_add(&count, 1);
	seen_x = atomic_load_explicit(&x, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t one, two;

	pthread_create(&one, NULL, write_x, NULL);
	pthread_create(&two, NULL, write_y, NULL);
	pthread_join(one, NULL);
	pthread_join(two, NULL);
	assert(count == 2 && (seen_x || seen_y));
	return 0;
}
