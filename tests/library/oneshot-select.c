/*
 * <acqrel/oneshot.h> in a select: a message that owns memory comes, or the end of its sender, or something
 * else does, or the deadline; and the channel can be freed then. PART says what else there is. ROOM is the
 * capacity of the other channel. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/oneshot.h>
#include <acqrel/select.h>

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

/* 0: all */
#ifndef PART
#define PART 0
#endif
#ifndef ROOM
#define ROOM 1
#endif

struct message {
	int *owned; /* plain */
	char number;
};
typedef ar_oneshot(struct message) answer;
typedef ar_channel(int *) channel; /* of addresses, so that what is sent has to be handed over */

static channel stop;
static int reason;

static struct message message_new(char number)
{
	struct message m = {(int *)malloc(sizeof(int)), number};

	assert(m.owned);
	*m.owned = number;
	return m;
}

static void message_drop(void *value)
{
	struct message *m = (struct message *)value;

	assert(*m->owned == m->number);
	free(m->owned);
}

static void send_number(answer *a, char number)
{
	struct message m = message_new(number);

	if (!ar_oneshot_send(a, m))
		message_drop(&m);
}

static void *sender(void *arg)
{
	send_number((answer *)arg, 1);
	return NULL;
}

static void *no_sender(void *arg)
{
	ar_oneshot_drop_sender((answer *)arg);
	return NULL;
}

static void *stopper(void *arg)
{
	int *mine = &reason;

	*mine = 5;
	int error = ar_channel_try_send(&stop, mine);
	assert(error == 0 || (error == EAGAIN && ROOM == 0));
	return arg;
}

static answer *answer_new(void)
{
	answer *a = ar_oneshot_new(answer, message_drop, NULL);

	assert(a);
	return a;
}

static pthread_t begin(void *(*other)(void *), void *arg)
{
	pthread_t thread;

	pthread_create(&thread, NULL, other, arg);
	return thread;
}

/* --- One that lies on our stack --------------------------------------------------------------------- */

static void receive_borrowed(void)
{
	answer a;
	struct message m;
	int *got;

	ar_oneshot_init(&a, message_drop);
	pthread_t thread = begin(sender, &a);
	ar_selected s = ar_select(AR_NEVER, ar_receiving(&stop, &got), ar_oneshot_receiving(&a, &m));
	assert(s.which == 1 && s.error == 0);
	message_drop(&m);
	pthread_join(thread, NULL);
}

/* --- One that belongs to both ----------------------------------------------------------------------- */

static void receive_owned(void)
{
	answer *a = answer_new();
	struct message m;
	pthread_t thread = begin(sender, a);
	ar_selected s = ar_select(AR_NEVER, ar_oneshot_receiving(a, &m));

	assert(s.which == 0 && s.error == 0);
	message_drop(&m);
	pthread_join(thread, NULL);
}

static void nobody_sends(void)
{
	answer *a = answer_new();
	struct message m;
	int *got;
	pthread_t thread = begin(no_sender, a);
	ar_selected s = ar_select(AR_NEVER, ar_receiving(&stop, &got), ar_oneshot_receiving(a, &m));

	assert(s.which == 1 && s.error == EPIPE && ar_oneshot_is_closed(a));
	ar_oneshot_drop_receiver(a);
	pthread_join(thread, NULL);
}

/* --- Not in time ------------------------------------------------------------------------------------ */

static void wait_a_moment(void *(*other)(void *))
{
	answer *a = answer_new();
	struct message m;
	pthread_t thread = begin(other, a);
	ar_selected s = ar_select(ar_after(AR_MICROSECOND), ar_oneshot_receiving(a, &m));

	if (s.which == 0 && s.error == 0) {
		message_drop(&m);
	} else {
		assert(s.which == 0 ? s.error == EPIPE : s.error == ETIMEDOUT);
		/* What the one-shot drops messages with has survived. */
		ar_oneshot_drop_receiver(a);
	}
	pthread_join(thread, NULL);
}

static void again_without_select(void)
{
	answer *a = answer_new();
	struct message m;
	pthread_t thread = begin(sender, a);
	ar_selected s = ar_select(ar_after(AR_MICROSECOND), ar_oneshot_receiving(a, &m));

	assert(s.which == 0 || s.error == ETIMEDOUT);
	if (s.which == AR_NONE)
		assert(ar_oneshot_receive(a, &m));
	message_drop(&m);
	pthread_join(thread, NULL);
}

static void try_it(void)
{
	answer *a = answer_new();
	struct message m;
	pthread_t thread = begin(sender, a);
	ar_selected s = ar_try_select(ar_oneshot_receiving(a, &m));

	if (s.which == AR_NONE) {
		assert(s.error == EAGAIN);
		s = ar_select(AR_NEVER, ar_oneshot_receiving_if(true, a, &m),
		              ar_oneshot_receiving_if(false, a, &m));
	}
	assert(s.which == 0 && s.error == 0);
	message_drop(&m);
	pthread_join(thread, NULL);
}

/* --- Two things at once ----------------------------------------------------------------------------- */

static answer *both[2];

static void *send_both(void *arg)
{
	send_number(both[1], 2);
	send_number(both[0], 1);
	return arg;
}

static void *send_one_drop_one(void *arg)
{
	ar_oneshot_drop_sender(both[1]);
	send_number(both[0], 1);
	return arg;
}

static void check_answer(ar_selected s, struct message *m)
{
	assert(s.which == 0 || s.which == 1);
	if (s.error == 0) {
		assert(m->number == s.which + 1);
		message_drop(m);
	} else {
		assert(s.which == 1 && s.error == EPIPE);
		ar_oneshot_drop_receiver(both[1]);
	}
}

static void *send_one(void *arg)
{
	send_number(both[1], 2);
	return arg;
}

static void *send_other(void *arg)
{
	send_number(both[0], 1);
	return arg;
}

static void receive_both(void *(*other)(void *), void *(*third)(void *))
{
	struct message m;
	pthread_t thread, one_more;
	ar_selected first, second;

	both[0] = answer_new(), both[1] = answer_new();
	thread = begin(other, NULL);
	if (third)
		one_more = begin(third, NULL);
	first = ar_select(AR_NEVER, ar_oneshot_receiving(both[0], &m), ar_oneshot_receiving(both[1], &m));
	check_answer(first, &m);
	pthread_join(thread, NULL);
	if (third)
		pthread_join(one_more, NULL);
	second = ar_try_select(ar_oneshot_receiving_if(first.which == 1, both[0], &m),
	                       ar_oneshot_receiving_if(first.which == 0, both[1], &m));
	assert(second.which != first.which);
	check_answer(second, &m);
}

/* Somebody else has a message for the channel: what we leave is there still. */
static void take_one_of_two(void)
{
	answer *a = answer_new();
	struct message m;
	int *got;
	pthread_t thread = begin(sender, a), third = begin(stopper, NULL);
	ar_selected s = ar_select(AR_NEVER, ar_receiving(&stop, &got), ar_oneshot_receiving(a, &m));

	assert(s.error == 0);
	if (s.which == 0) {
		assert(*got == 5);
		assert(ar_oneshot_receive(a, &m));
	}
	message_drop(&m);
	pthread_join(thread, NULL);
	pthread_join(third, NULL);
	if (s.which == 1 && ROOM > 0)
		assert(ar_channel_try_receive(&stop, &got) == 0 && *got == 5);
}

/* The same thread has both. */
static void *stop_and_send(void *arg)
{
	stopper(NULL);
	return sender(arg);
}

static void take_one_of_one(void)
{
	answer *a = answer_new();
	struct message m;
	int *got;
	pthread_t thread = begin(stop_and_send, a);
	ar_selected s = ar_select(AR_NEVER, ar_receiving(&stop, &got), ar_oneshot_receiving(a, &m));

	assert(s.error == 0);
	if (s.which == 0) {
		assert(*got == 5);
		ar_oneshot_drop_receiver(a);
	} else {
		message_drop(&m);
	}
	pthread_join(thread, NULL);
	if (s.which == 1 && ROOM > 0)
		assert(ar_channel_try_receive(&stop, &got) == 0 && *got == 5);
}

static bool has_part(int part)
{
	return PART == 0 || PART == part;
}

int main(void)
{
	assert(ar_channel_init(&stop, ROOM, NULL, NULL) == 0);
	for (int i = AR_ITERATIONS(1000, 1); i > 0; i--) {
		if (has_part(1))
			receive_borrowed();
		if (has_part(2))
			receive_owned();
		if (has_part(3))
			nobody_sends();
		if (has_part(4))
			wait_a_moment(sender);
		if (has_part(5))
			wait_a_moment(no_sender);
		if (has_part(6))
			again_without_select();
		if (has_part(7))
			try_it();
		if (has_part(8))
			receive_both(send_both, NULL);
		if (has_part(9))
			receive_both(send_one_drop_one, NULL);
		if (has_part(10))
			take_one_of_one();
		/* Three threads. */
		if (has_part(11))
			receive_both(send_one, send_other);
		if (has_part(12))
			take_one_of_two();
	}
	ar_channel_destroy(&stop);
	return 0;
}
