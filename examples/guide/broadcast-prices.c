/* A broadcast: each viewer sees each price, and one that is too slow learns how many it has missed. */
#undef NDEBUG
#include <acqrel/broadcast.h>
#include <acqrel/check.h>
#include <acqrel/thread.h>
#include <assert.h>
#include <stdio.h>

struct price {
	int share, cents;
};
typedef ar_broadcast(struct price) price_feed;

static price_feed feed;

struct viewer {
	ar_broadcast_receiver receiver;
	size_t seen, lost;
};

static void *view(void *arg)
{
	struct viewer *v = arg;
	struct price p;
	int err;

	while ((err = ar_broadcast_receive(&feed, &v->receiver, &p)) != EPIPE) {
		if (err == EOVERFLOW)
			v->lost += ar_broadcast_lost(&v->receiver);
		else
			v->seen++;
	}
	return NULL;
}

int main(void)
{
	struct viewer viewers[2] = {0};
	int count = AR_ITERATIONS(1000, 1), audience = AR_ITERATIONS(2, 1);

	assert(ar_broadcast_init(&feed, 64, NULL, NULL, NULL) == 0);
	AR_THREAD_SCOPE(s) {
		for (int i = 0; i < audience; i++) {
			viewers[i].receiver = ar_broadcast_subscribe(&feed);
			assert(ar_scope_spawn(&s, view, &viewers[i]) == 0);
		}
		for (int i = 0; i < count; i++)
			ar_broadcast_send(&feed, (struct price){i % 7, 100 + i});
		ar_broadcast_close(&feed);
	}
	ar_broadcast_destroy(&feed);
	for (int i = 0; i < audience; i++) {
		assert(viewers[i].seen + viewers[i].lost == (size_t)count);
		printf("viewer %d: every price seen, or counted as lost\n", i);
	}
	return 0;
}
