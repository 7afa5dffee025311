/*
 * A counter that calls its observer while it is locked, and an observer that may count in turn: a recursive mutex.
 * Both find it locked by their own thread, and no other thread gets in before the outermost one is done.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/recursive_mutex.h>
#include <assert.h>
#include <pthread.h>
#include <stdio.h>

static struct {
	ar_recursive_mutex lock;
	int value;
	void (*changed)(int value);
} counter;

static void count(void)
{
	AR_RECURSIVE_LOCKED(&counter.lock) {
		counter.value++;
		counter.changed(counter.value);
	}
}

/* Never leaves it at an odd number. */
static void make_even(int value)
{
	assert(ar_recursive_mutex_is_mine(&counter.lock));
	if (value % 2)
		count();
}

static void *count_on(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(10000, 1); i++) {
		count();
		AR_RECURSIVE_LOCKED(&counter.lock) {
			assert(counter.value % 2 == 0);
		}
	}
	return arg;
}

int main(void)
{
	pthread_t other;

	counter.changed = make_even;
	pthread_create(&other, NULL, count_on, NULL);
	count_on(NULL);
	pthread_join(other, NULL);
	printf("%d\n", counter.value);
	assert(counter.value == 4 * AR_ITERATIONS(10000, 1));
	return 0;
}
