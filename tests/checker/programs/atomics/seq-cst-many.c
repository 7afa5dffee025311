/*
 * Many seq_cst accesses, and fences, in long runs of one location: telling whether there is an order of them all takes
 * time that grows with their number, not with its cube (or this would take minutes).
 *
 * expect: ok 6
 */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int own[2], x, y;

static void count_up(atomic_int *mine)
{
	for (int i = 0; i < 1000; i++) {
		atomic_store(mine, i);
		(void)atomic_load(mine);
	}
}

static void *first(void *unused)
{
	count_up(&own[0]);
	atomic_store(&x, 1);
	(void)atomic_load(&y);
	atomic_store_explicit(&x, 2, memory_order_relaxed);
	atomic_thread_fence(memory_order_seq_cst);
	(void)atomic_load_explicit(&y, memory_order_relaxed);
	return unused;
}

static void *second(void *unused)
{
	count_up(&own[1]);
	atomic_store(&y, 1);
	(void)atomic_load(&x);
	atomic_thread_fence(memory_order_seq_cst);
	return unused;
}

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, first, NULL);
	pthread_create(&t[1], NULL, second, NULL);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	return 0;
}
