/* Select: whichever comes first, a request or the sign to stop. */
#undef NDEBUG
#include <acqrel/channel.h>
#include <acqrel/select.h>
#include <acqrel/thread.h>
#include <assert.h>
#include <stdio.h>

typedef ar_channel(int) int_channel;

static int_channel requests, stop;

static void *server(void *arg)
{
	int request, signal, *served = arg;

	for (;;) {
		ar_selected got =
			ar_select(AR_NEVER, ar_receiving(&requests, &request), ar_receiving(&stop, &signal));
		if (got.which == 1)
			return NULL;
		*served += request;
	}
}

int main(void)
{
	int served = 0;

	assert(ar_channel_init(&requests, 0, NULL, NULL) == 0 && ar_channel_init(&stop, 1, NULL, NULL) == 0);
	AR_THREAD_SCOPE(s) {
		assert(ar_scope_spawn(&s, server, &served) == 0);
		assert(ar_channel_send(&requests, 5) == 0); /* taken, not only sent: a meeting */
		ar_channel_close(&stop);
	}
	ar_channel_destroy(&requests);
	ar_channel_destroy(&stop);
	assert(served == 5);
	printf("served %d\n", served);
	return 0;
}
