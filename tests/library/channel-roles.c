/*
 * <acqrel/channel.h>: threads whose ROLES meet in one channel. Whatever they are, each message that was sent
 * is received once, or dropped with the channel; each receiver gets those of one sender in order; and what
 * comes with a message is handed over. Who waits is woken: the roles are such that all end. CAPACITY is the
 * channel's. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/channel.h>
#include <acqrel/check.h>

#include "roles.h"

#include <pthread.h>
#include <string.h>

/*
 * One letter for each thread:
 *	S s U   sends MESSAGES: waiting, trying, waiting for a moment
 *	R r T   receives RECEIVES: waiting, trying, waiting for a moment
 *	E       receives until the channel is closed and empty
 *	C       closes
 */
#ifndef ROLES
#define ROLES "SSUUsTTEErC"
#endif
#ifndef MESSAGES
#define MESSAGES 1
#endif
#ifndef RECEIVES
#define RECEIVES 1
#endif
#ifndef CAPACITY
#define CAPACITY 1
#endif
#define THREADS (sizeof ROLES - 1)

typedef ar_channel(struct message) channel;

static channel messages;

static struct record {
	char role;
	int accepted, received;
	unsigned next[THREADS]; /* of each sender, the number that may come now */
} records[THREADS];

static int send_as(char role, struct message m)
{
	if (role == 's')
		return ar_channel_try_send(&messages, m);
	return ar_channel_send_until(&messages, role == 'U' ? ar_after(AR_MICROSECOND) : AR_NEVER, m);
}

static void send(struct record *self)
{
	for (unsigned i = 0; i < MESSAGES; i++) {
		struct message m = message_new((unsigned)(self - records), i);
		int error = send_as(self->role, m);
		assert(error == 0 || error == EPIPE || (error == EAGAIN && self->role == 's') ||
		       (error == ETIMEDOUT && self->role == 'U'));
		if (error)
			free(m.owned);
		else
			self->accepted++;
	}
}

static int receive_as(char role, struct message *m)
{
	if (role == 'r')
		return ar_channel_try_receive(&messages, m);
	return ar_channel_receive_until(&messages, m, role == 'T' ? ar_after(AR_MICROSECOND) : AR_NEVER);
}

static void receive(struct record *self)
{
	for (int i = 0; i < RECEIVES || self->role == 'E'; i++) {
		struct message m;
		int error = receive_as(self->role, &m);
		if (error == EPIPE)
			return;
		assert(error == 0 || (error == EAGAIN && self->role == 'r') ||
		       (error == ETIMEDOUT && self->role == 'T'));
		if (error)
			continue;
		take_in_order(&m, self->next);
		self->received++;
	}
}

static void *work(void *arg)
{
	struct record *self = (struct record *)arg;

	if (self->role == 'C')
		ar_channel_close(&messages);
	else if (self->role == 'S' || self->role == 's' || self->role == 'U')
		send(self);
	else
		receive(self);
	return NULL;
}

static void run(void)
{
	pthread_t threads[THREADS];
	int accepted = 0, received = 0;

	dropped = 0;
	assert(ar_channel_init(&messages, CAPACITY, drop, NULL) == 0);
	memset(records, 0, sizeof records);
	for (unsigned i = 0; i < THREADS; i++)
		records[i].role = ROLES[i];
	for (unsigned i = 1; i < THREADS; i++)
		pthread_create(&threads[i], NULL, work, &records[i]);
	work(&records[0]);
	for (unsigned i = 1; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	ar_channel_destroy(&messages);
	for (unsigned i = 0; i < THREADS; i++) {
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
