/* Nor one that seq_cst forbids: two threads do not see two writes in opposite orders.
 *
 * expect: incomplete
 * report: a loop that read the same value
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int x, y;
static int x_before_y;

static void *write_x(void *unused)
{
	atomic_store(&x, 1);
	return unused;
}

static void *write_y(void *unused)
{
	atomic_store(&y, 1);
	return unused;
}

static void *read_x_then_y(void *unused)
{
	x_before_y = atomic_load(&x) && !atomic_load(&y);
	return unused;
}

/* No compiler shall unroll the loop. */
static __attribute__((noinline)) int look(void)
{
	return atomic_load(&x);
}

int main(void)
{
	pthread_t threads[3];
	int y_seen = 0, x_seen = 0;

	pthread_create(&threads[0], NULL, write_x, NULL);
	pthread_create(&threads[1], NULL, write_y, NULL);
	pthread_create(&threads[2], NULL, read_x_then_y, NULL);
	for (int i = 0; i < 6000; i++) {
		if (i == 30)
			y_seen = atomic_load(&y);
		x_seen = look();
	}
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	assert(!(x_before_y && y_seen && !x_seen));
	return 0;
}
