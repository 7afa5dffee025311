/*
 * <acqrel/select.h> by one thread: what needs no waiting, what can never happen, arrays of cases, and that
 * each of those that are ready gets its turn. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/select.h>

#include <assert.h>

typedef ar_channel(int) channel;

static channel full, empty, unbounded, meeting;

static void expect(ar_selected got, int which, int error)
{
	assert(got.which == which && got.error == error);
}

static void ready_or_not(void)
{
	int in = 0, out = 5;

	expect(ar_try_select(ar_sending(&full, &out), ar_receiving(&empty, &in), ar_receiving(&meeting, &in),
	                     ar_sending(&meeting, &out)),
	       AR_NONE, EAGAIN);
	expect(ar_select(1, ar_receiving(&empty, &in)), AR_NONE, ETIMEDOUT);
	expect(ar_select(1, ar_receiving_if(false, &full, &in)), AR_NONE, ETIMEDOUT);
	expect(ar_select(AR_NEVER, ar_receiving(&empty, &in), ar_receiving(&full, &in)), 1, 0);
	assert(in == 1);
	/* What is ready happens even though the deadline has passed. */
	expect(ar_select(1, ar_receiving(&meeting, &in), ar_sending(&full, &out)), 1, 0);
	expect(ar_try_select(ar_receiving_if(false, &full, &in), ar_sending_if(true, &unbounded, &out)), 1,
	       0);
	assert(ar_channel_receive(&full, &in) == 0 && in == 5);
	assert(ar_channel_receive(&unbounded, &in) == 0 && in == 5);
}

static void an_array(void)
{
	int in = 0, out = 6;
	ar_select_case cases[] = {ar_receiving(&empty, &in), ar_sending(&unbounded, &out),
	                          ar_receiving(&meeting, &in)};

	for (out = 6; out < 8; out++) {
		expect(ar_select_any(cases, 3, AR_NEVER), 1, 0);
		expect(ar_select_any(cases, 1, 0), AR_NONE, EAGAIN);
	}
	for (out = 6; out < 8; out++)
		assert(ar_channel_receive(&unbounded, &in) == 0 && in == out);
}

static void fair(void)
{
	int got[3] = {0}, in, out = 1;
	int rounds = ar_checking() ? 0 : 3000; /* not AR_ITERATIONS: fewer would be fair by chance only */

	for (int i = 0; i < rounds; i++) {
		ar_channel_send(&full, 1);
		ar_channel_send(&unbounded, 1);
		ar_selected one = ar_select(AR_NEVER, ar_receiving(&full, &in), ar_receiving(&empty, &in),
		                            ar_receiving(&unbounded, &in), ar_sending(&empty, &out));
		assert(one.error == 0 && one.which != 1);
		got[one.which ? one.which - 1 : 0]++;
		ar_channel_try_receive(&full, &in);
		ar_channel_try_receive(&empty, &in);
		ar_channel_try_receive(&unbounded, &in);
	}
	for (int i = 0; i < 3; i++) /* a third each: this is off by 9 standard deviations */
		assert(rounds == 0 || (got[i] > rounds / 4 && got[i] < rounds * 5 / 12));
}

static void closed(void)
{
	int in, out = 5;

	ar_channel_close(&full);
	ar_channel_close(&meeting);
	expect(ar_select(AR_NEVER, ar_receiving(&empty, &in), ar_sending(&full, &out)), 1, EPIPE);
	expect(ar_select(AR_NEVER, ar_receiving(&empty, &in), ar_receiving(&full, &in)), 1, EPIPE);
	expect(ar_select(AR_NEVER, ar_receiving(&empty, &in), ar_receiving(&meeting, &in)), 1, EPIPE);
	expect(ar_select(AR_NEVER, ar_receiving(&empty, &in), ar_sending(&meeting, &out)), 1, EPIPE);
}

int main(void)
{
	assert(ar_channel_init(&full, 1, NULL, NULL) == 0 && ar_channel_init(&empty, 1, NULL, NULL) == 0);
	assert(ar_channel_init(&unbounded, AR_UNBOUNDED, NULL, NULL) == 0 &&
	       ar_channel_init(&meeting, 0, NULL, NULL) == 0);
	assert(ar_channel_send(&full, 1) == 0);
	ready_or_not();
	an_array();
	fair();
	closed();
	ar_channel_destroy(&full);
	ar_channel_destroy(&empty);
	ar_channel_destroy(&unbounded);
	ar_channel_destroy(&meeting);
	return 0;
}
