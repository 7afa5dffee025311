/* A semaphore of 8 bytes: how many there are and how many wait; a futex sleeps on the first half.
 *
 * expect: ok
 */
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

static union {
	_Atomic uint64_t all;
	_Atomic uint32_t count;
} semaphore;

static int data;

static void post(void)
{
	if (atomic_fetch_add(&semaphore.all, 1) >> 32)
		syscall(SYS_futex, &semaphore.count, FUTEX_WAKE, 1, NULL, NULL, 0);
}

static void wait_for_one(void)
{
	uint64_t seen = atomic_fetch_add(&semaphore.all, 1ull << 32);

	for (;;) {
		while ((uint32_t)seen)
			if (atomic_compare_exchange_strong(&semaphore.all, &seen, seen - 1 - (1ull << 32)))
				return;
		syscall(SYS_futex, &semaphore.count, FUTEX_WAIT, 0, NULL, NULL, 0);
		seen = atomic_load(&semaphore.all);
	}
}

static void *give(void *unused)
{
	data = 1;
	post();
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, give, NULL);
	wait_for_one();
	int got = data;
	pthread_join(t, NULL);
	return got - 1;
}
