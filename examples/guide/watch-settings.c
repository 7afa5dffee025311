/* A watch: settings that may change at any time. The worker waits for the next ones; what came between is of no use. */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/thread.h>
#include <acqrel/watch.h>
#include <assert.h>
#include <stdio.h>

struct settings {
	int low, high; /* low < high */
};
typedef ar_watch(struct settings) settings_watch;

static settings_watch settings;

static void *worker(void *arg)
{
	ar_watch_receiver *r = arg;
	struct settings now;

	while (ar_watch_receive(&settings, r, &now) == 0)
		assert(now.low < now.high);
	return NULL;
}

static void raise_both(struct settings *s, int by)
{
	s->low += by;
	s->high += by;
}

int main(void)
{
	ar_watch_init(&settings, NULL, NULL, {1, 2});
	ar_watch_receiver r = ar_watch_subscribe(&settings);
	AR_THREAD_SCOPE(s) {
		assert(ar_scope_spawn(&s, worker, &r) == 0);
		ar_watch_send(&settings, (struct settings){10, 20});
		if (!ar_checking())
			ar_watch_update(&settings, raise_both, 5);
		ar_watch_close(&settings);
	}
	AR_WATCH_BORROW(last, &settings) {
		assert(last->low < last->high);
		printf("the last: %s\n", last->low >= 10 ? "raised" : "the first");
	}
	ar_watch_destroy(&settings);
	return 0;
}
