/*
 * It unparks the thread before the flag is set for which that waits.
 *
 * expect: lost-wakeup
 * report: lost wake-up: waiter sleeps, and no thread is left to wake it
 * report: waiter sleeps at line 18 in `ar_park()`, and no thread is left that would wake it.
 * report: ar_unpark(ar_thread_handle_of(t))
 */
#include <acqrel/atomic.h>
#include <acqrel/thread.h>

static ar_atomic_bool ready;

static void *waiter(void *arg)
{
	/* acquire: pairs with the release in main(); else the waiter does not have what was made ready */
	while (!ar_load_acquire(&ready))
		ar_park();
	return arg;
}

int main(void)
{
	ar_thread t;

	if (ar_thread_spawn(&t, waiter, NULL))
		return 1;
	ar_unpark(ar_thread_handle_of(t));
	/* release: pairs with the acquire in waiter() */
	ar_store_release(&ready, true);
	ar_thread_join(t, NULL);
}
