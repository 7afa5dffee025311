/* A semaphore that takes one too many, and gives that back.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int free_ones = 2, users;

static void *work(void *unused)
{
	for (;;) {
		if (atomic_fetch_sub(&free_ones, 1) > 0)
			break;
		atomic_fetch_add(&free_ones, 1);
	}
	assert(atomic_fetch_add_explicit(&users, 1, memory_order_relaxed) < 2);
	atomic_fetch_sub_explicit(&users, 1, memory_order_relaxed);
	atomic_fetch_add(&free_ones, 1);
	return unused;
}

int main(void)
{
	pthread_t t[3];

	for (int i = 0; i < 3; i++)
		pthread_create(&t[i], NULL, work, NULL);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	return 0;
}
