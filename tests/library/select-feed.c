/*
 * <acqrel/broadcast.h> and, with WATCH, <acqrel/watch.h> in a select: each of those who wait gets what is
 * sent, or the end, or something else, or the deadline comes. PART says who waits for what. Valid C11 and
 * C++17.
 */
#undef NDEBUG
#include <acqrel/broadcast.h>
#include <acqrel/check.h>
#include <acqrel/select.h>
#include <acqrel/watch.h>

#include <assert.h>
#include <pthread.h>

/* 0: all */
#ifndef PART
#define PART 0
#endif

/* Of addresses, so that what is sent has to be handed over. */
#ifdef WATCH
typedef ar_watch(int *) feed;
typedef ar_watch_receiver receiver;
#define INIT(f)            ar_watch_init(f, NULL, NULL, NULL)
#define DESTROY(f)         ar_watch_destroy(f)
#define SUBSCRIBE(f)       ar_watch_subscribe(f)
#define SEND(f, m)         ar_watch_send(f, m)
#define CLOSE(f)           ar_watch_close(f)
#define RECEIVE(f, r, out) ar_watch_receive(f, r, out)
#define RECEIVING          ar_watch_receiving
#define RECEIVING_IF       ar_watch_receiving_if
#else
typedef ar_broadcast(int *) feed;
typedef ar_broadcast_receiver receiver;
#define INIT(f)            assert(ar_broadcast_init(f, 2, NULL, NULL, NULL) == 0)
#define DESTROY(f)         ar_broadcast_destroy(f)
#define SUBSCRIBE(f)       ar_broadcast_subscribe(f)
#define SEND(f, m)         ar_broadcast_send(f, m)
#define CLOSE(f)           ar_broadcast_close(f)
#define RECEIVE(f, r, out) ar_broadcast_receive(f, r, out)
#define RECEIVING          ar_broadcast_receiving
#define RECEIVING_IF       ar_broadcast_receiving_if
#endif

static feed news, others;
static ar_channel(int *) stop;
static int number, reason;
static receiver from_beginning;

static void send_news(feed *to)
{
	int *mine = &number;

	assert(SEND(to, mine) == 0);
}

static void *sender(void *arg)
{
	number = 7;
	send_news(&news);
	return arg;
}

static void *closer(void *arg)
{
	CLOSE(&news);
	return arg;
}

static void *stop_and_send(void *arg)
{
	int *mine = &reason;

	*mine = 5;
	assert(ar_channel_try_send(&stop, mine) == 0);
	return sender(arg);
}

static void *send_and_close(void *arg)
{
	sender(arg);
	return closer(arg);
}

static void *send_both(void *arg)
{
	number = 7;
	send_news(&others);
	send_news(&news);
	return arg;
}

static void *receive_news(void *arg)
{
	receiver r = from_beginning;
	int *got;

	assert(RECEIVE(&news, &r, &got) == 0 && *got == 7);
	return arg;
}

static void *select_news(void *arg)
{
	receiver r = from_beginning;
	int *got;
	ar_selected s =
		ar_select(AR_NEVER, RECEIVING_IF(false, &others, &r, &got), RECEIVING(&news, &r, &got));

	assert(s.which == 1 && s.error == 0 && *got == 7);
	return arg;
}

static void select_the_end(void)
{
	receiver r = from_beginning;
	int *got;
	ar_selected s = ar_select(AR_NEVER, RECEIVING(&others, &r, &got), RECEIVING(&news, &r, &got));

	assert(s.which == 1 && s.error == EPIPE);
}

static void wait_a_moment(void)
{
	receiver r = from_beginning;
	int *got;
	ar_selected s = ar_select(ar_after(AR_MICROSECOND), RECEIVING(&news, &r, &got));

	if (s.which == AR_NONE) {
		assert(s.error == ETIMEDOUT);
		s = ar_select(AR_NEVER, RECEIVING(&news, &r, &got));
	}
	assert(s.which == 0 && s.error == 0 && *got == 7);
	assert(ar_try_select(RECEIVING(&news, &r, &got)).error == EAGAIN);
}

static void take_stop_or_news(void)
{
	receiver r = from_beginning;
	int *got;
	ar_selected s = ar_select(AR_NEVER, RECEIVING(&news, &r, &got), ar_receiving(&stop, &got));

	assert(s.error == 0 && *got == (s.which ? 5 : 7));
}

/* Somebody has asked to be woken and may not have been yet, when we ask for what comes after the message. */
static void select_the_end_later(void)
{
	receiver r = from_beginning;
	int *got = NULL;

	ar_assume(!ar_checking() || ar_try_select(RECEIVING(&news, &r, &got)).which == 0);
	while (ar_select(AR_NEVER, RECEIVING(&news, &r, &got)).error == 0)
		;
	assert(*got == 7);
}

static void take_either(void)
{
	receiver r = from_beginning, q = from_beginning;
	int *got;
	ar_selected s = ar_select(AR_NEVER, RECEIVING(&news, &r, &got), RECEIVING(&others, &q, &got));

	assert(s.which >= 0 && s.error == 0 && *got == 7);
}

static void run(void *(*other)(void *), void *(*third)(void *), void (*ours)(void))
{
	pthread_t thread, one_more;

	INIT(&news), INIT(&others);
	assert(ar_channel_init(&stop, 1, NULL, NULL) == 0);
	from_beginning = SUBSCRIBE(&news);
	if (PART == 6)
		/* relaxed: there is nobody else; bit 1 as in the header */
		ar_fetch_or_relaxed(&news.core_.word, 2);
	pthread_create(&thread, NULL, other, NULL);
	if (third)
		pthread_create(&one_more, NULL, third, NULL);
	ours();
	pthread_join(thread, NULL);
	if (third)
		pthread_join(one_more, NULL);
	ar_channel_destroy(&stop);
	DESTROY(&news), DESTROY(&others);
}

static void select_as_well(void)
{
	select_news(NULL);
}

static void send_ourselves(void)
{
	sender(NULL);
}

static bool has_part(int part)
{
	return PART == 0 || PART == part;
}

int main(void)
{
	for (int i = AR_ITERATIONS(1000, 1); i > 0; i--) {
		if (has_part(1))
			run(sender, NULL, select_as_well);
		if (has_part(2))
			run(closer, NULL, select_the_end);
		if (has_part(3))
			run(sender, NULL, wait_a_moment);
		if (has_part(4))
			run(stop_and_send, NULL, take_stop_or_news);
		if (has_part(5))
			run(send_both, NULL, take_either);
		/* Millions of executions: to be checked by hand. So are three threads, of which two wait. */
		if (has_part(6))
			run(send_and_close, NULL, select_the_end_later);
		if (has_part(7))
			run(select_news, select_news, send_ourselves);
		if (has_part(8))
			run(select_news, receive_news, send_ourselves);
	}
	return 0;
}
