/*
 * <acqrel/watch.h> in one thread: versions, changes in place, the end, copies that fail. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/watch.h>

#include <assert.h>

struct pair {
	int a, b;
};
typedef ar_watch(struct pair) pairs;

static pairs zero; /* zero-filled is ready */

static int failing(void *to, const void *from)
{
	(void)to, (void)from;
	return ENOMEM;
}

static void increment(struct pair *p, int by)
{
	p->a += by;
	p->b += by;
}

static int sum(pairs *w)
{
	int found = -1;

	AR_WATCH_BORROW(p, w) {
		found = p->a + p->b;
	}
	return found;
}

int main(void)
{
	struct pair p = {-1, -1};
	ar_watch_receiver beginning = {0}, r = ar_watch_subscribe(&zero);
	pairs other;

	assert(sum(&zero) == 0 && ar_watch_get(&zero, &p) == 0 && p.a == 0);
	assert(ar_watch_try_receive(&zero, &r, &p) == EAGAIN && ar_watch_try_wait(&zero, &r) == EAGAIN);
	assert(ar_watch_receive_until(&zero, &r, &p, 1) == ETIMEDOUT);
	p.a = p.b = 1;
	assert(ar_watch_send(&zero, p) == 0);
	assert(ar_watch_update(&zero, increment, 4) == 0);
	assert(ar_watch_receive(&zero, &r, &p) == 0 && p.a == 5 && p.b == 5);
	assert(ar_watch_try_receive(&zero, &r, &p) == EAGAIN);
	assert(ar_watch_wait(&zero, &beginning) == 0 && ar_watch_try_wait(&zero, &beginning) == EAGAIN);
	assert(ar_watch_update(&zero, increment, 1) == 0);
	assert(ar_watch_close(&zero) && !ar_watch_close(&zero) && ar_watch_is_closed(&zero));
	assert(ar_watch_send(&zero, p) == EPIPE && ar_watch_update(&zero, increment, 1) == EPIPE);
	assert(ar_watch_receive(&zero, &r, &p) == 0 && p.a == 6);
	assert(ar_watch_receive(&zero, &r, &p) == EPIPE && ar_watch_wait(&zero, &r) == EPIPE &&
	       sum(&zero) == 12);
	assert(ar_watch_wait(&zero, &beginning) == 0 && ar_watch_wait(&zero, &beginning) == EPIPE);

	ar_watch_init(&other, failing, NULL, {6, 6});
	r = ar_watch_subscribe(&other);
	assert(ar_watch_send(&other, p) == 0);
	assert(ar_watch_receive(&other, &r, &p) == ENOMEM && ar_watch_receive(&other, &r, &p) == ENOMEM);
	ar_watch_destroy(&other);
	return 0;
}
