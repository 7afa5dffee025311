/* Two threads create threads: in a replay, too, each gets the number that it had.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int first_is_there, x;

static void *nothing(void *unused)
{
	return unused;
}

static void *store(void *unused)
{
	atomic_store(&x, 1);
	return unused;
}

static void *check(void *unused)
{
	assert(atomic_load(&x) == 0);
	return unused;
}

static void *first(void *unused)
{
	pthread_t thread;

	atomic_store(&first_is_there, 1);
	pthread_create(&thread, NULL, nothing, NULL);
	pthread_join(thread, NULL);
	return unused;
}

static void *second(void *unused)
{
	pthread_t thread;

	if (atomic_load(&first_is_there)) {
		pthread_create(&thread, NULL, store, NULL);
		pthread_join(thread, NULL);
	}
	return unused;
}

int main(void)
{
	pthread_t threads[3];

	pthread_create(&threads[0], NULL, check, NULL);
	pthread_create(&threads[1], NULL, first, NULL);
	pthread_create(&threads[2], NULL, second, NULL);
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
}
