/* The token: saved, not stacked, its own for each thread, and left by a park whose time is up. */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>

static void *unpark(void *arg)
{
	assert(!ar_park_until(0));
	ar_unpark((ar_thread_handle)arg);
	return NULL;
}

int main(void)
{
	ar_thread_handle self = ar_thread_current();
	ar_thread t;

	assert(!ar_park_until(0));
	assert(!ar_park_until(ar_after(AR_MICROSECOND)));
	ar_unpark(self);
	ar_unpark(self);
	ar_park();
	assert(!ar_park_until(0));

	/* A token that may come before, while or after we wait is there in the end, once. */
	assert(ar_thread_spawn(&t, unpark, self) == 0);
	ar_thread_handle ended = ar_thread_handle_of(t);
	bool had = ar_park_until(ar_after(AR_ITERATIONS(50 * AR_MICROSECOND, AR_MICROSECOND)));
	ar_thread_join(t, NULL);
	assert(ar_park_until(0) == !had);
	assert(!ar_park_until(0));

	/* Its thread is gone: nothing happens. */
	ar_unpark(ended);
	assert(!ar_park_until(0));
	return 0;
}
