/* An atomic local variable of a thread that has ended.
 *
 * expect: use-after-free
 * report: the thread whose local variable this was has ended
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static _Atomic(atomic_int *) shared;

static void *publish(void *unused)
{
	atomic_int mine;

	atomic_init(&mine, 1);
	atomic_store_explicit(&shared, &mine, memory_order_release);
	return unused;
}

static void *use(void *unused)
{
	atomic_int *p = atomic_load_explicit(&shared, memory_order_acquire);

	if (p)
		atomic_fetch_add_explicit(p, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, publish, NULL);
	pthread_join(t, NULL);
	pthread_create(&t, NULL, use, NULL);
	pthread_join(t, NULL);
	return 0;
}
