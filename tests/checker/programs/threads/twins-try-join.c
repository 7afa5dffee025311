/* Threads that run the same are told apart by who asks whether one has ended.
 *
 * expect: assertion
 */
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int next, done;

static void *draw(void *unused)
{
	if (atomic_fetch_add(&next, 1) == 0)
		atomic_store(&done, 1);
	return unused;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, NULL, draw, NULL);
	pthread_create(&b, NULL, draw, NULL);
	if (pthread_tryjoin_np(a, NULL) == 0)
		assert(atomic_load(&done));
	else
		pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
