/* A lock that adds one, and takes that back when it was not the first, with too weak an order.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int users;
static int shared;

static void *work(void *unused)
{
	while (atomic_fetch_add_explicit(&users, 1, memory_order_relaxed) != 0)
		atomic_fetch_sub(&users, 1);
	shared++;
	atomic_fetch_sub(&users, 1);
	return unused;
}

int main(void)
{
	pthread_t t[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, work, NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	return 0;
}
