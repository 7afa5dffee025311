/*
 * <acqrel/select.h>: threads whose ROLES meet in two channels, most of them over whichever of the two is the
 * first to be of use. Whatever they are, each message that was sent is received once, or dropped with its
 * channel; each receiver gets those of one sender in one channel in order; and what comes with a message is
 * handed over. Who waits is woken: the roles are such that all end. KIND_A and KIND_B are the channels'
 * capacities; FILL messages are in each before the threads begin. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/select.h>

#include "roles.h"

#include <pthread.h>
#include <string.h>

/*
 * One letter for each thread:
 *	S s U   sends MESSAGES, each to either channel: waiting, trying, waiting for a moment
 *	R r T   receives RECEIVES, each from either: waiting, trying, waiting for a moment
 *	X       either sends to the first or receives from the second, once; with an X and a Y, one of the two
 *	        sends
 *	Y       the opposite
 *	A B     sends MESSAGES to the first, to the second
 *	a b     receives RECEIVES from the first, from the second
 *	F       receives one from either; what comes from the first is put back, for others who wait there
 *	        only
 *	E       receives from either until both are closed and empty
 *	C       closes both
 */
#ifndef ROLES
#define ROLES "SUsABTTrEEC"
#endif
#ifndef MESSAGES
#define MESSAGES 1
#endif
#ifndef RECEIVES
#define RECEIVES 1
#endif
#ifndef KIND_A
#define KIND_A 1
#endif
#ifndef KIND_B
#define KIND_B 1
#endif
#ifndef FILL
#define FILL 0
#endif
#define THREADS (sizeof ROLES - 1)

typedef ar_channel(struct message) channel;

static channel channels[2];

static struct record {
	char role;
	int accepted, received;
	unsigned next[2][THREADS + 1]; /* in each channel, of each sender, the number that may come now */
} records[THREADS + 1];                /* the last one sent what was there before */

static struct message make(struct record *self, unsigned number)
{
	return message_new((unsigned)(self - records), number);
}

static void was_sent(struct record *self, struct message m, int error)
{
	if (error)
		free(m.owned);
	else
		self->accepted++;
}

static void was_received(struct record *self, int which, struct message m)
{
	take_in_order(&m, self->next[which]);
	self->received++;
}

static void send(struct record *self)
{
	for (unsigned i = 0; i < MESSAGES; i++) {
		struct message m = make(self, i);
		ar_selected got = ar_select(self->role == 's'   ? 0
		                            : self->role == 'U' ? ar_after(AR_MICROSECOND)
		                                                : AR_NEVER,
		                            ar_sending(&channels[0], &m), ar_sending(&channels[1], &m));
		assert(got.error == 0 || got.error == EPIPE || (got.error == EAGAIN && self->role == 's') ||
		       (got.error == ETIMEDOUT && self->role == 'U'));
		was_sent(self, m, got.error);
	}
}

static void send_to(struct record *self, channel *c)
{
	for (unsigned i = 0; i < MESSAGES; i++) {
		struct message m = make(self, i);
		int error = ar_channel_send(c, m);
		assert(error == 0 || error == EPIPE);
		was_sent(self, m, error);
	}
}

static void fill(struct record *self)
{
	for (int i = 0; i < FILL; i++)
		for (int which = 0; which < 2; which++) {
			struct message m = make(self, (unsigned)i);
			int error = ar_channel_try_send(&channels[which], m);
			assert(error == 0);
			was_sent(self, m, error);
		}
}

static void receive(struct record *self)
{
	bool is_open[2] = {true, true};

	for (int i = 0; (i < RECEIVES || self->role == 'E') && (is_open[0] || is_open[1]); i++) {
		struct message m;
		ar_selected got = ar_select(self->role == 'r'   ? 0
		                            : self->role == 'T' ? ar_after(AR_MICROSECOND)
		                                                : AR_NEVER,
		                            ar_receiving_if(is_open[0], &channels[0], &m),
		                            ar_receiving_if(is_open[1], &channels[1], &m));
		assert(got.error == 0 || got.error == EPIPE || (got.error == EAGAIN && self->role == 'r') ||
		       (got.error == ETIMEDOUT && self->role == 'T'));
		if (got.error == 0)
			was_received(self, got.which, m);
		else if (got.error == EPIPE)
			is_open[got.which] = false;
	}
}

static void receive_from(struct record *self, int which)
{
	for (int i = 0; i < RECEIVES; i++) {
		struct message m;
		int error = ar_channel_receive(&channels[which], &m);
		assert(error == 0 || error == EPIPE);
		if (error == 0)
			was_received(self, which, m);
	}
}

static void send_or_receive(struct record *self, int to)
{
	struct message ours = make(self, 0), theirs;
	ar_selected got = ar_select(AR_NEVER, ar_sending(&channels[to], &ours),
	                            ar_receiving(&channels[1 - to], &theirs));

	assert(got.error == 0 || got.error == EPIPE);
	was_sent(self, ours, got.which == 0 ? got.error : EAGAIN);
	if (got.which == 1 && got.error == 0)
		was_received(self, 1 - to, theirs);
}

static void put_back_from_first(struct record *self)
{
	struct message m;
	ar_selected got = ar_select(AR_NEVER, ar_receiving(&channels[0], &m), ar_receiving(&channels[1], &m));

	assert(got.error == 0);
	if (got.which == 0)
		assert(ar_channel_send(&channels[0], m) == 0);
	else
		was_received(self, 1, m);
}

static void *work(void *arg)
{
	struct record *self = (struct record *)arg;

	switch (self->role) {
	case 'C':
		ar_channel_close(&channels[0]);
		ar_channel_close(&channels[1]);
		break;
	case 'S':
	case 's':
	case 'U':
		send(self);
		break;
	case 'X':
	case 'Y':
		send_or_receive(self, self->role == 'Y');
		break;
	case 'A':
	case 'B':
		send_to(self, &channels[self->role == 'B']);
		break;
	case 'a':
	case 'b':
		receive_from(self, self->role == 'b');
		break;
	case 'F':
		put_back_from_first(self);
		break;
	default:
		receive(self);
	}
	return NULL;
}

static void run(void)
{
	pthread_t threads[THREADS];
	int accepted = 0, received = 0;

	dropped = 0;
	assert(ar_channel_init(&channels[0], KIND_A, drop, NULL) == 0);
	assert(ar_channel_init(&channels[1], KIND_B, drop, NULL) == 0);
	memset(records, 0, sizeof records);
	for (unsigned i = 0; i < THREADS; i++)
		records[i].role = ROLES[i];
	fill(&records[THREADS]);
	for (unsigned i = 1; i < THREADS; i++)
		pthread_create(&threads[i], NULL, work, &records[i]);
	work(&records[0]);
	for (unsigned i = 1; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	ar_channel_destroy(&channels[0]);
	ar_channel_destroy(&channels[1]);
	for (unsigned i = 0; i < THREADS + 1; i++) {
		accepted += records[i].accepted;
		received += records[i].received;
	}
	assert(accepted == received + dropped);
}

int main(void)
{
	for (int i = AR_ITERATIONS(300, 1); i > 0; i--)
		run();
	return 0;
}
