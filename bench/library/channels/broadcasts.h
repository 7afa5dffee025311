/*
 * Loops for what gives each message to each receiver, included for each kind and size, with these defined:
 *
 *	PEER, NAME, MESSAGE, QUEUE, NEW(l), DELETE(q)   as in loops.h
 *	RECEIVER                a type; SUBSCRIBE(q) makes one of all that is sent from now on
 *	SEND(q, m), RECEIVE(q, r, &m)                   RECEIVE waits, and returns whether the next message
 *	                                                was there still
 *
 * Sending never waits for receivers, but who loses messages has less to do: so the sender waits, every STEP
 * messages, until all receivers have had all but the last two STEPs. They never lose any, then, nor stand
 * still.
 */
#include <stdio.h>
#include <stdlib.h>

#define PASTE3_(a, b, c) a##_##b##_##c
#define PASTE_(a, b, c)  PASTE3_(a, b, c)
#define MY(name)         PASTE_(PEER, MESSAGE, name)

#ifndef STEP
#define STEP           256
#define MOST_LISTENERS 8
#endif

static QUEUE *MY(queue);

static struct {
	_Alignas(128) RECEIVER receiver;
	_Atomic uint64_t received;
} MY(listeners)[MOST_LISTENERS];

static void MY(prepare)(const struct load *l)
{
	MY(queue) = NEW(l);
	for (int i = 0; i < l->receivers; i++) {
		MY(listeners)[i].receiver = SUBSCRIBE(MY(queue));
		MY(listeners)[i].received = 0;
	}
}

static void MY(clean_up)(const struct load *l)
{
	(void)l;
	DELETE(MY(queue));
}

static void MY(send)(const struct load *l, int self)
{
	(void)self;
	for (uint64_t i = 0; i < (uint64_t)l->messages; i++) {
		struct MESSAGE m;
		for (int r = 0; i % STEP == 0 && r < l->receivers; r++)
			for (unsigned looks = 0; MY(listeners)[r].received + 2 * STEP < i;)
				before_trying_again(&looks);
		for (size_t w = 0; w < sizeof m.words / sizeof m.words[0]; w++)
			m.words[w] = i;
		SEND(MY(queue), m);
	}
}

static uint64_t MY(receive)(const struct load *l, int self)
{
	RECEIVER r = MY(listeners)[self].receiver;
	uint64_t sum = 0;

	for (uint64_t i = 0; i < (uint64_t)l->messages; i++) {
		struct MESSAGE m;
		if (!RECEIVE(MY(queue), &r, &m)) {
			fprintf(stderr, "bench-channels: %s lost messages\n", NAME);
			exit(1);
		}
		__asm__ volatile("" : : "m"(m));
		sum += m.words[0];
		if ((i + 1) % STEP == 0)
			MY(listeners)[self].received = i + 1;
	}
	return sum;
}

__attribute__((constructor)) static void MY(add)(void)
{
	static const struct peer p = {BROADCAST,   BLOCKING,       NAME,        sizeof(struct MESSAGE),
	                              1,           MOST_LISTENERS, MY(prepare), MY(send),
	                              MY(receive), NULL,           MY(clean_up)};

	add_peer(&p);
}

#undef PASTE3_
#undef PASTE_
#undef MY
