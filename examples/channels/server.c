/*
 * A server: it waits for requests, for the word to stop, and for the time to write its numbers down, whichever comes first.
 * Each request brings a one-shot channel for the answer, on the stack of the thread that asks: no allocation anywhere.
 *
 * Comes out: every request is answered; after the word to stop, none is accepted, and none is forgotten that was.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/oneshot.h>
#include <acqrel/select.h>

#include <assert.h>
#include <pthread.h>

enum { MOST_CLIENTS = 3 };

typedef ar_oneshot(int) answer_channel;

struct request {
	int question;
	answer_channel *answer;
};

/* Of capacity 0: who has sent something knows that it is being looked at. */
static ar_channel(struct request) requests;
static ar_channel(int) stop;
static ar_time interval;

static void *serve(void *arg)
{
	int served = 0, *written_down = arg, word;
	ar_time next = ar_after(interval);
	struct request request;

	for (;;) {
		ar_selected got = ar_select(next, ar_receiving(&requests, &request), ar_receiving(&stop, &word));
		switch (got.which) {
		case 0:
			served++;
			ar_oneshot_send(request.answer, request.question + 1);
			break;
		case 1:
			ar_channel_close(&requests);
			*written_down = served;
			return NULL;
		default: /* the time has come */
			*written_down = served;
			next = ar_after(interval);
		}
	}
}

static void *ask(void *arg)
{
	int answered = 0;

	for (int i = 0; i < AR_ITERATIONS(3000, 1); i++) {
		answer_channel answer;
		ar_oneshot_init(&answer, NULL);
		struct request request = {i, &answer};
		if (ar_channel_send(&requests, request))
			break; /* it has stopped */
		int n;
		bool got_one = ar_oneshot_receive(&answer, &n);
		assert(got_one && n == i + 1);
		answered++;
	}
	*(int *)arg = answered;
	return NULL;
}

int main(void)
{
	int clients = AR_ITERATIONS(MOST_CLIENTS, 1), served = 0, sum = 0;
	int answered[MOST_CLIENTS];
	pthread_t server, threads[MOST_CLIENTS];

	/* Under the checker the time does not come: that it may at any moment makes millions of executions. */
	interval = AR_ITERATIONS(AR_MILLISECOND, AR_NEVER);
	assert(ar_channel_init(&requests, 0, NULL, NULL) == 0 && ar_channel_init(&stop, 0, NULL, NULL) == 0);
	pthread_create(&server, NULL, serve, &served);
	for (int i = 1; i < clients; i++)
		pthread_create(&threads[i], NULL, ask, &answered[i]);
	ask(&answered[0]);
	ar_channel_send(&stop, 1);
	pthread_join(server, NULL);
	for (int i = 1; i < clients; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < clients; i++)
		sum += answered[i];
	assert(sum == served);
	ar_channel_destroy(&requests);
	ar_channel_destroy(&stop);
	return 0;
}
