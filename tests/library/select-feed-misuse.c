/*
 * <acqrel/broadcast.h> and <acqrel/watch.h> in a select: what cannot be received from aborts with a sentence.
 */
#include <acqrel/broadcast.h>
#include <acqrel/select.h>
#include <acqrel/watch.h>

static ar_broadcast(int) prices;
static ar_watch(int) settings;

static void forget(void *value)
{
	(void)value;
}

int main(void)
{
	ar_broadcast_receiver from_now = {0, 0, 0};
	ar_watch_receiver r;
	int n;

	ar_watch_init(&settings, NULL, forget, 1);
	r = ar_watch_subscribe(&settings);
#ifdef WATCH
	ar_try_select(ar_broadcast_receiving_if(false, &prices, &from_now, &n),
	              ar_watch_receiving(&settings, &r, &n));
#else
	ar_try_select(ar_broadcast_receiving(&prices, &from_now, &n), ar_watch_receiving(&settings, &r, &n));
#endif
	return 0;
}
