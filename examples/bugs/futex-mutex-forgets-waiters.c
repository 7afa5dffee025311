/*
 * A futex mutex that forgets its waiters. The word is 0 when free, 1 when locked, and 2 when locked and
 * somebody may sleep: only then does unlock wake one. A thread that has slept cannot know whether others
 * still do, so it has to lock with 2. This one locks with 1: its unlock wakes no thread, and the others sleep
 * for ever.
 *
 * Source: Ulrich Drepper, "Futexes Are Tricky", 2004 (revised 2011), on the second of its mutexes.
 * Fix: who has slept locks with 2.
 */
#define _GNU_SOURCE
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FREE, LOCKED, LOCKED_AND_AWAITED };

#ifdef FIXED
#define AFTER_SLEEP LOCKED_AND_AWAITED
#else
#define AFTER_SLEEP LOCKED /* WRONG */
#endif

static atomic_int word;
static int counter;

static void lock(void)
{
	int found = FREE, mine = LOCKED;

	/* acquire, relaxed: pairs with unlock(); we see what the last owner did; or we look again */
	while (!atomic_compare_exchange_strong_explicit(&word, &found, mine, memory_order_acquire,
	                                                memory_order_relaxed)) {
		/* relaxed: only says that we are about to sleep */
		if (found == LOCKED_AND_AWAITED ||
		    /* relaxed: as above */
		    atomic_compare_exchange_strong_explicit(&word, &found, LOCKED_AND_AWAITED,
		                                            memory_order_relaxed, memory_order_relaxed))
			syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, LOCKED_AND_AWAITED, NULL, NULL, 0);
		found = FREE;
		mine = AFTER_SLEEP;
	}
}

static void unlock(void)
{
	/* release: pairs with lock(); the next owner sees what we did */
	if (atomic_exchange_explicit(&word, FREE, memory_order_release) == LOCKED_AND_AWAITED)
		syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
}

static void *count(void *arg)
{
	lock();
	counter++;
	unlock();
	return arg;
}

int main(void)
{
	pthread_t first, second;

	pthread_create(&first, NULL, count, NULL);
	pthread_create(&second, NULL, count, NULL);
	count(NULL);
	pthread_join(first, NULL);
	pthread_join(second, NULL);
	return 0;
}
