/* A mutex among the local variables of a function that has returned, while its thread waits elsewhere.
 *
 * expect: use-after-free
 * report: the function whose local variable this was has returned
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static _Atomic(pthread_mutex_t *) shared;

static __attribute__((noinline)) void publish(void)
{
	pthread_mutex_t mine = PTHREAD_MUTEX_INITIALIZER;

	pthread_mutex_lock(&mine);
	pthread_mutex_unlock(&mine);
	atomic_store_explicit(&shared, &mine, memory_order_release);
}

static volatile int size = 4096;

static __attribute__((noinline)) void far_below(void)
{
	volatile char room[size];

	room[0] = 0;
	publish();
	room[1] = 0;
}

static void *use(void *unused)
{
	pthread_mutex_t *p = atomic_load_explicit(&shared, memory_order_acquire);

	if (p)
		pthread_mutex_lock(p);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, use, NULL);
	far_below();
	pthread_join(t, NULL);
	return 0;
}
