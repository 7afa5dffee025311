/* A confined value: every function can reach it, one thread may use it, and that is checked. */
#undef NDEBUG
#include <acqrel/confined.h>
#include <acqrel/thread.h>
#include <assert.h>
#include <stdio.h>

struct window {
	int width;
};

static ar_confined(struct window) window;

static void *render(void *arg)
{
	struct window *w = ar_confined_get(&window); /* ours now: main has given it away */

	assert(w->width == 640);
	w->width = 800;
	ar_confined_give(&window);
	return arg;
}

int main(void)
{
	ar_thread t;

	ar_confined_get(&window)->width = 640;
	ar_confined_give(&window);
	assert(ar_thread_spawn(&t, render, NULL) == 0);
	ar_thread_join(t, NULL);
	printf("width %d\n", ar_confined_get(&window)->width);
	return 0;
}
