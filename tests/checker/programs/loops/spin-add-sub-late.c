/* The turn that was of no use is still read by one who knows of a later one without being ordered after it.
 *
 * expect: incomplete|assertion
 * Where the compiler has the first turn apart from the loop, one more is explored.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int users, stop, done;

static void *turn(void *unused)
{
	for (;;) {
		atomic_fetch_add_explicit(&users, 1, memory_order_relaxed);
		if (atomic_load_explicit(&stop, memory_order_relaxed))
			break;
		atomic_fetch_sub_explicit(&users, 1, memory_order_relaxed);
	}
	atomic_store_explicit(&done, 1, memory_order_relaxed);
	return unused;
}

static void *end(void *unused)
{
	atomic_store_explicit(&stop, 1, memory_order_relaxed);
	return unused;
}

static void *look(void *unused)
{
	if (!atomic_load_explicit(&done, memory_order_relaxed))
		return unused;
	int first = atomic_load_explicit(&users, memory_order_relaxed);
	int second = atomic_load_explicit(&users, memory_order_relaxed);
	assert(!(first == 1 && second == 0));
	return unused;
}

int main(void)
{
	pthread_t t[3];
	void *(*const run[3])(void *) = {turn, end, look};

	for (int i = 0; i < 3; i++)
		pthread_create(&t[i], NULL, run[i], NULL);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	return 0;
}
