/* A volatile read is no excuse for what is copied over the same bytes next: that races with another's read.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdatomic.h>

struct sample {
	volatile int value;
};

static atomic_int written;
static struct sample shared;
static volatile int kept;

static struct sample __attribute__((noinline)) sample_of(int value)
{
	return (struct sample){value};
}

static void *read_it(void *unused)
{
	if (atomic_load_explicit(&written, memory_order_relaxed))
		kept = *(int *)&shared;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, read_it, NULL);
	int before = shared.value;
	shared = sample_of(before + 1);
	atomic_store_explicit(&written, 1, memory_order_relaxed);
	pthread_join(t, NULL);
	return 0;
}
