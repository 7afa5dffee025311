/* Select: the answer to a question, or its end without one, or the sign to stop, or the end of our patience. */
#undef NDEBUG
#include <acqrel/oneshot.h>
#include <acqrel/select.h>
#include <acqrel/thread.h>
#include <assert.h>
#include <stdio.h>

typedef ar_oneshot(int) answer_channel;
typedef ar_channel(int) int_channel;

struct question {
	int n;
	answer_channel answer;
};

static int_channel stop;

static void *answerer(void *arg)
{
	struct question *q = arg;

	if (q->n > 0)
		ar_oneshot_send(&q->answer, q->n * q->n);
	else
		ar_oneshot_drop_sender(&q->answer);
	return NULL;
}

static const char *ask(struct question *q, int *answer)
{
	int signal;
	ar_selected got = ar_select(ar_after(AR_SECOND), ar_oneshot_receiving(&q->answer, answer),
	                            ar_receiving(&stop, &signal));

	switch (got.which) {
	case 0:
		return got.error ? "no answer will come" : "here it is";
	case 1:
		return "no matter any more";
	default:
		return "no answer in time";
	}
}

int main(void)
{
	struct question q = {.n = 7};
	int answer = 0;
	const char *came = NULL;

	assert(ar_channel_init(&stop, 1, NULL, NULL) == 0);
	AR_THREAD_SCOPE(s) { /* the question stays until the answerer has ended */
		assert(ar_scope_spawn(&s, answerer, &q) == 0);
		came = ask(&q, &answer);
	}
	ar_channel_destroy(&stop);
	assert(answer == 49 || answer == 0);
	printf("%s: %d\n", came, answer);
	return 0;
}
