/*
 * <acqrel/select.h>: one case happens, or none, and no wake-up goes to somebody who has no use for it. PART
 * says who is at the other end. KIND_A and KIND_B are the capacities of the two channels. Valid C11 and
 * C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/select.h>

#include "../../src/channel_queue.h"

#include <assert.h>
#include <pthread.h>

/* 0: all */
#ifndef PART
#define PART 0
#endif
#ifndef KIND_A
#define KIND_A 1
#endif
#ifndef KIND_B
#define KIND_B 1
#endif

typedef ar_channel(int *) channel; /* of addresses, so that what is sent has to be handed over */

static channel a, b;
static int ones[2], twos[2];

/* Against another select, with both channels in opposite directions. */
static int theirs_which, ours_which;

static void *send_a_or_receive_b(void *arg)
{
	int *mine = ones, *got = NULL;

	*mine = 1;
	ar_selected theirs = ar_select(AR_NEVER, ar_sending(&a, &mine), ar_receiving(&b, &got));
	assert(theirs.error == 0 && (theirs.which == 0 || *got == 2));
	theirs_which = theirs.which;
	return arg;
}

static void receive_a_or_send_b(void)
{
	int *mine = twos, *got = NULL;

	*mine = 2;
	ar_selected ours = ar_select(AR_NEVER, ar_receiving(&a, &got), ar_sending(&b, &mine));
	assert(ours.error == 0 && (ours.which == 1 || *got == 1));
	ours_which = ours.which;
}

static void *send_both(void *arg)
{
	ones[0] = 1;
	assert(ar_channel_send(&a, ones) == 0);
	twos[0] = 2;
	assert(ar_channel_send(&b, twos) == 0);
	return arg;
}

static void receive_both(void)
{
	int *got = NULL, seen = 0;

	for (int i = 0; i < 2; i++) {
		ar_selected ours = ar_select(AR_NEVER, ar_receiving(&a, &got), ar_receiving(&b, &got));
		assert(ours.error == 0 && *got == ours.which + 1);
		seen += *got;
	}
	assert(seen == 3);
}

/* Somebody else waits for a: if we leave its message, that one has to be woken for it. */
static ar_atomic_u32 word;
static ar_channel_sleeper sleeper;

static void *wait_and_send(void *arg)
{
	ar_queue_enter(&a.core_.receivers, &sleeper);
	assert(ar_channel_try_send(&a, ones) == 0);
	assert(ar_channel_try_send(&b, twos) == 0);
	return arg;
}

static void receive_either(void)
{
	int *got;

	assert(ar_select(AR_NEVER, ar_receiving(&a, &got), ar_receiving(&b, &got)).error == 0);
}

static void *close_a(void *arg)
{
	ar_channel_close(&a);
	return arg;
}

static void receive_the_end(void)
{
	int *got;
	ar_selected ours = ar_select(AR_NEVER, ar_receiving(&b, &got), ar_receiving(&a, &got));

	assert(ours.which == 1 && ours.error == EPIPE && ar_channel_is_closed(&a));
}

static void *try_send_b(void *arg)
{
	int *mine = twos;

	*mine = 2;
	int error = ar_channel_try_send(&b, mine);
	assert(error == 0 || (error == EAGAIN && KIND_B == 0));
	return arg;
}

static void wait_a_moment(void)
{
	int *got;
	ar_selected ours =
		ar_select(ar_after(AR_MICROSECOND), ar_receiving(&a, &got), ar_receiving(&b, &got));

	if (ours.which == AR_NONE)
		assert(ours.error == ETIMEDOUT);
	else
		assert(ours.which == 1 && ours.error == 0 && *got == 2);
}

/* Two others, each with a message for one channel: one of them may be left, and nothing else. */
static void *try_send_a(void *arg)
{
	int *mine = ones;

	*mine = 1;
	int error = ar_channel_try_send(&a, mine);
	assert(error == 0 || (error == EAGAIN && KIND_A == 0));
	return arg;
}

static void take_one_of_two(void)
{
	int *got;
	pthread_t third;

	pthread_create(&third, NULL, try_send_a, NULL);
	ar_selected ours =
		ar_select(ar_after(AR_MICROSECOND), ar_receiving(&a, &got), ar_receiving(&b, &got));
	if (ours.which == AR_NONE)
		assert(ours.error == ETIMEDOUT);
	else
		assert(ours.error == 0 && *got == ours.which + 1);
	pthread_join(third, NULL);
}

/*
 * Two others, one with a message for b, one that closes a: one of these is told, and the message is not lost.
 */
static int sent_to_b, received_b;

static void *send_b_if_somebody_waits(void *arg)
{
	int *mine = twos;

	*mine = 2;
	sent_to_b = ar_channel_try_send(&b, mine);
	return arg;
}

static void be_told_or_receive(void)
{
	int *got;
	pthread_t third;

	pthread_create(&third, NULL, close_a, NULL);
	ar_selected ours = ar_select(AR_NEVER, ar_receiving(&a, &got), ar_receiving(&b, &got));
	assert(ours.which == 1 ? ours.error == 0 && *got == 2 : ours.error == EPIPE);
	pthread_join(third, NULL);
	received_b = ours.which == 1;
}

static void *receive_a(void *arg)
{
	int *got;

	assert(ar_channel_receive(&a, &got) == 0 && *got == 2);
	return arg;
}

/* Both directions of one channel: we must not meet ourselves. */
static void send_or_receive_a(void)
{
	int *mine = twos, *got;

	*mine = 2;
	ar_selected ours = ar_select(AR_NEVER, ar_receiving(&a, &got), ar_sending(&a, &mine));
	assert(ours.which == 1 && ours.error == 0);
}

/*
 * Told of b, of which nothing is left: what is met then, while there is something in a, is neither of these.
 */
static channel meeting;
static int threes[1];

static void *send_and_steal_b_then_meet(void *arg)
{
	int *mine = twos, *stolen;

	ones[0] = 1, twos[0] = 2, threes[0] = 3;
	assert(ar_channel_try_send(&b, mine) == 0);
	if (ar_channel_try_receive(&b, &stolen) == 0)
		assert(*stolen == 2);
	mine = ones;
	assert(ar_channel_try_send(&a, mine) == 0);
	mine = threes;
	int error = ar_channel_try_send(&meeting, mine);
	assert(error == 0 || error == EAGAIN);
	return arg;
}

static void receive_any(void)
{
	int *got;
	ar_selected ours = ar_select(AR_NEVER, ar_receiving(&a, &got), ar_receiving(&b, &got),
	                             ar_receiving(&meeting, &got));

	assert(ours.error == 0 && *got == ours.which + 1);
}

static pthread_t begin(void *(*other)(void *))
{
	pthread_t thread;

	assert(ar_channel_init(&a, KIND_A, NULL, NULL) == 0 && ar_channel_init(&b, KIND_B, NULL, NULL) == 0);
	pthread_create(&thread, NULL, other, NULL);
	return thread;
}

static void end(void)
{
	ar_channel_destroy(&a);
	ar_channel_destroy(&b);
}

static void run(void *(*other)(void *), void (*ours)(void))
{
	pthread_t thread = begin(other);

	ours();
	pthread_join(thread, NULL);
	end();
}

static bool has_part(int part)
{
	return PART == 0 || PART == part;
}

int main(void)
{
	bool has_room = KIND_A != 0 && KIND_B != 0;

	for (int i = AR_ITERATIONS(300, 1); i > 0; i--) {
		if (has_part(1) && !has_room) {
			pthread_t thread = begin(send_a_or_receive_b);
			receive_a_or_send_b();
			pthread_join(thread, NULL);
			/* A channel with room may also take ours, and give theirs. */
			assert(ours_which == theirs_which || KIND_A + KIND_B > 0);
			end();
		}
		if (has_part(2))
			run(send_both, receive_both);
		if (has_part(3) && has_room) {
			sleeper.word = &word;
			/* relaxed: there is nobody else */
			ar_store_relaxed(&word, WAITS);
			pthread_t thread = begin(wait_and_send);
			receive_either();
			pthread_join(thread, NULL);
			/* relaxed: it has been joined */
			assert(ar_channel_length(&a) == 0 || ar_load_relaxed(&word) == RETRY);
			ar_queue_leave(&a.core_.receivers, &sleeper);
			end();
		}
		if (has_part(4))
			run(close_a, receive_the_end);
		if (has_part(5))
			run(try_send_b, wait_a_moment);
		if (has_part(6) && KIND_A == 0)
			run(receive_a, send_or_receive_a);
		if (has_part(7))
			run(try_send_b, take_one_of_two);
		if (has_part(8) && has_room) {
			assert(ar_channel_init(&meeting, 0, NULL, NULL) == 0);
			run(send_and_steal_b_then_meet, receive_any);
			ar_channel_destroy(&meeting);
		}
		if (has_part(9)) {
			run(send_b_if_somebody_waits, be_told_or_receive);
			assert(KIND_B || (sent_to_b == 0) == received_b);
		}
	}
	return 0;
}
