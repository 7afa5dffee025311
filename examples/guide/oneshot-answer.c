/* A one-shot channel on the asker's stack: one answer to one question. */
#undef NDEBUG
#include <acqrel/oneshot.h>
#include <acqrel/thread.h>
#include <assert.h>
#include <stdio.h>

typedef ar_oneshot(int) answer_channel;

struct question {
	int n;
	answer_channel answer;
};

static void *answerer(void *arg)
{
	struct question *q = arg;

	ar_oneshot_send(&q->answer, q->n * q->n);
	return NULL; /* q may be gone */
}

int main(void)
{
	struct question q = {.n = 7};
	int answer = 0;

	AR_THREAD_SCOPE(s) {
		assert(ar_scope_spawn(&s, answerer, &q) == 0);
		if (!ar_oneshot_receive(&q.answer, &answer))
			printf("no answer will come\n");
	}
	assert(answer == 49);
	printf("%d\n", answer);
	return 0;
}
