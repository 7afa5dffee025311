/*
 * Thread parking: the consumer parks when the queue is empty, and the thread that puts something in unparks it. A token that comes
 * while it is awake is kept, so that the next park returns at once and looks again.
 *
 * Comes out: all items, in order; nothing gets stuck.
 *
 * Rust Atomics and Locks, chapter 1, thread parking.
 */
#include <acqrel/check.h>
#include <acqrel/mutex.h>
#include <acqrel/thread.h>

#include <assert.h>

enum { ITEMS = 100 };

struct queue {
	int count, taken;
	int items[ITEMS];
};

static ar_guarded(struct queue) queue;

static bool take(int *item)
{
	AR_GUARDED(q, &queue) {
		if (q->taken == q->count)
			return false;
		*item = q->items[q->taken++];
	}
	return true;
}

static void *consume(void *arg)
{
	for (int expected = 0, item; expected < AR_ITERATIONS(ITEMS, 2);) {
		if (!take(&item)) {
			ar_park();
			continue;
		}
		assert(item == expected);
		expected++;
	}
	return arg;
}

int main(void)
{
	ar_thread t;

	int err = ar_thread_spawn(&t, consume, NULL);
	assert(err == 0);
	for (int i = 0; i < AR_ITERATIONS(ITEMS, 2); i++) {
		AR_GUARDED(q, &queue) {
			q->items[q->count++] = i;
		}
		ar_unpark(ar_thread_handle_of(t));
	}
	ar_thread_join(t, NULL);
	return 0;
}
