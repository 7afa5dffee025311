/*
 * <acqrel/spsc.h>: one thread sends messages that own memory, another one receives them: all of them, in
 * order, until the ring is closed. HOW is 0: waiting; 1: until a deadline, so that a message may not get in;
 * 2: not waiting. CAPACITY is the ring's. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/spsc.h>

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#ifndef HOW
#define HOW 0
#endif
#ifndef MESSAGES
#define MESSAGES 2 /* when checked */
#endif
#ifndef CLOSES
#define CLOSES 1 /* the sender, at the end? Else the receiver knows how many messages to wait for */
#endif
#ifndef CAPACITY
#define CAPACITY 1
#endif

struct message {
	int number;
	int *owned; /* plain memory that goes along */
};
typedef ar_spsc(struct message) ring;

static ring messages;

static void drop(void *message)
{
	free(((struct message *)message)->owned);
}

static int count(void)
{
	return AR_ITERATIONS(100000, MESSAGES);
}

static int send_it(struct message m)
{
#if HOW == 0
	return ar_spsc_send(&messages, m);
#elif HOW == 1
	return ar_spsc_send_until(&messages, ar_after(AR_MICROSECOND), m);
#else
	return ar_spsc_try_send(&messages, m);
#endif
}

static int receive_it(struct message *m)
{
#if HOW == 0
	return ar_spsc_receive(&messages, m);
#elif HOW == 1
	return ar_spsc_receive_until(&messages, m, ar_after(AR_MICROSECOND));
#else
	return ar_spsc_try_receive(&messages, m);
#endif
}

static int sent; /* by the sender, who may not get all of them in */

static void *sender(void *arg)
{
	for (int i = 0; i < count(); i++) {
		struct message m = {i, (int *)malloc(sizeof(int))};
		assert(m.owned);
		*m.owned = i;
		int error = send_it(m);
		if (error) {
			assert(error == (HOW == 1 ? ETIMEDOUT : EAGAIN) && HOW != 0);
			free(m.owned);
		} else {
			sent++;
		}
	}
	if (CLOSES)
		assert(ar_spsc_close(&messages) && !ar_spsc_close(&messages));
	return arg;
}

int main(void)
{
	pthread_t thread;
	struct message m = {0, NULL};
	int received = 0, next = 0, error = 0;

	assert(ar_spsc_init(&messages, CAPACITY, drop, NULL) == 0);
	pthread_create(&thread, NULL, sender, NULL);
	/* Without waiting, the checker need not see all tries that find nothing. */
	for (int tries = 0; error != EPIPE && (CLOSES || received < count()) &&
	                    (HOW == 0 || !ar_checking() || tries <= MESSAGES);
	     tries++) {
		error = receive_it(&m);
		if (error == 0) {
			assert(m.number >= next && *m.owned == m.number);
			next = m.number + 1;
			free(m.owned);
			received++;
		} else {
			assert(error == EPIPE || (HOW && error == (HOW == 1 ? ETIMEDOUT : EAGAIN)));
		}
	}
	pthread_join(thread, NULL);
	if (error == EPIPE)
		assert(received == sent && ar_spsc_length(&messages) == 0);
	else
		assert((size_t)(sent - received) == ar_spsc_length(&messages));
	if (CLOSES)
		assert(ar_spsc_is_closed(&messages) && ar_spsc_try_send(&messages, m) == EPIPE);
	ar_spsc_destroy(&messages);
	return 0;
}
