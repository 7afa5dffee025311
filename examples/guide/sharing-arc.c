/* Shared ownership: a value that lives as long as the last thread that needs it, which is not known beforehand. */
#undef NDEBUG
#include <acqrel/arc.h>
#include <acqrel/thread.h>
#include <assert.h>
#include <stdio.h>

struct config {
	int port;
};

static int drops; /* by the last owner, whichever thread that is */

static void config_drop(void *config)
{
	(void)config;
	drops++;
}

static void *serve(void *arg)
{
	struct config *c = arg; /* ours, with all others */

	assert(c->port == 80);
	ar_arc_drop(c);
	return NULL;
}

int main(void)
{
	struct config *c = ar_arc_new(struct config, config_drop, {.port = 80});
	ar_thread t;

	assert(c);
	assert(ar_thread_spawn(&t, serve, ar_arc_clone(c)) == 0);
	ar_arc_drop(c);
	ar_thread_join(t, NULL);
	assert(drops == 1);
	printf("freed once\n");
	return 0;
}
