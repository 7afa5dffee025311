/* Each thread raises its flag and goes on if the other's is down: not both may, but acquire and release let them. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int left, right, inside;

static void enter(atomic_int *mine, atomic_int *other)
{
	atomic_store_explicit(mine, 1, memory_order_release);
	if (atomic_load_explicit(other, memory_order_acquire) == 0) {
		int others = atomic_fetch_add(&inside, 1);
		assert(others == 0);
	}
}

static void *go_left(void *arg)
{
	enter(&left, &right);
	return arg;
}

static void *go_right(void *arg)
{
	enter(&right, &left);
	return arg;
}

int main(void)
{
	pthread_t l, r;
	pthread_create(&l, NULL, go_left, NULL);
	pthread_create(&r, NULL, go_right, NULL);
	pthread_join(l, NULL);
	pthread_join(r, NULL);
	return 0;
}
