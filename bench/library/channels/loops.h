/*
 * The loops that are measured, compiled for one queue and one size of message, so that what is inline is
 * inline and all else is called directly. Included by sizes.h, for each size, with these defined:
 *
 *	PEER      an identifier
 *	NAME      what the table calls it
 *	FAMILIES  what it is compared in; those that are ping-pong are added
 *	QUEUE     a type
 *	NEW(l)    makes a QUEUE * for the load l; DELETE(q) frees it
 *	MOST_SENDERS, MOST_RECEIVERS    if not any number
 *	SEND(q, m), RECEIVE(q, &m)              which wait
 *	TRY_SEND(q, m), TRY_RECEIVE(q, &m)      which return whether they could
 */
#define PASTE3_(a, b, c) a##_##b##_##c
#define PASTE_(a, b, c)  PASTE3_(a, b, c)
#define MY(name)         PASTE_(PEER, MESSAGE, name)

static QUEUE *MY(queues)[2];

static inline struct MESSAGE MY(numbered)(uint64_t n)
{
	struct MESSAGE m;

	for (size_t i = 0; i < sizeof m.words / sizeof m.words[0]; i++)
		m.words[i] = n;
	return m;
}

static inline uint64_t MY(number)(const struct MESSAGE *m)
{
	__asm__ volatile("" : : "m"(*m));
	return m->words[0];
}

static void MY(prepare)(const struct load *l)
{
	for (int i = 0; i < l->channels; i++)
		MY(queues)[i] = NEW(l);
}

static void MY(clean_up)(const struct load *l)
{
	for (int i = 0; i < l->channels; i++)
		DELETE(MY(queues)[i]);
}

#ifdef SEND
static void MY(send)(const struct load *l, int self)
{
	QUEUE *q = MY(queues)[0];
	uint64_t each = (uint64_t)(l->messages / l->senders), first = (uint64_t)self * each;

	for (uint64_t i = 0; i < each; i++)
		SEND(q, MY(numbered)(first + i));
}

static uint64_t MY(receive)(const struct load *l, int self)
{
	QUEUE *q = MY(queues)[0];
	uint64_t sum = 0;

	(void)self;
	for (long i = l->messages / l->receivers; i > 0; i--) {
		struct MESSAGE m;
		RECEIVE(q, &m);
		sum += MY(number)(&m);
	}
	return sum;
}

/* There and back: two queues. */
static void MY(serve)(const struct load *l, int self)
{
	QUEUE *there = MY(queues)[0], *back = MY(queues)[1];

	(void)self;
	for (long i = 0; i < l->messages; i++) {
		SEND(there, MY(numbered)((uint64_t)i));
		struct MESSAGE m;
		RECEIVE(back, &m);
		(void)MY(number)(&m);
	}
}

static uint64_t MY(return_)(const struct load *l, int self)
{
	QUEUE *there = MY(queues)[0], *back = MY(queues)[1];
	uint64_t sum = 0;

	(void)self;
	for (long i = 0; i < l->messages; i++) {
		struct MESSAGE m;
		RECEIVE(there, &m);
		sum += MY(number)(&m);
		SEND(back, m);
	}
	return sum;
}
#endif

#ifdef TRY_SEND
static void MY(send_trying)(const struct load *l, int self)
{
	QUEUE *q = MY(queues)[0];
	uint64_t each = (uint64_t)(l->messages / l->senders), first = (uint64_t)self * each;

	for (uint64_t i = 0; i < each; i++) {
		unsigned failures = 0;
		struct MESSAGE m = MY(numbered)(first + i);
		while (!TRY_SEND(q, m))
			before_trying_again(&failures);
	}
}

static uint64_t MY(receive_trying)(const struct load *l, int self)
{
	QUEUE *q = MY(queues)[0];
	uint64_t sum = 0;

	(void)self;
	for (long i = l->messages / l->receivers; i > 0; i--) {
		unsigned failures = 0;
		struct MESSAGE m;
		while (!TRY_RECEIVE(q, &m))
			before_trying_again(&failures);
		sum += MY(number)(&m);
	}
	return sum;
}
#endif

#ifndef MOST_SENDERS
#define MOST_SENDERS 1000
#endif
#ifndef MOST_RECEIVERS
#define MOST_RECEIVERS 1000
#endif

__attribute__((constructor)) static void MY(add)(void)
{
#ifdef SEND
	static const struct peer blocking = {
		FAMILIES,     BLOCKING,       NAME,        sizeof(struct MESSAGE),
		MOST_SENDERS, MOST_RECEIVERS, MY(prepare), MY(send),
		MY(receive),  NULL,           MY(clean_up)};
	static const struct peer ping_pong = {((FAMILIES)&BOUNDED ? PING_PONG : 0) |
	                                              ((FAMILIES)&RENDEZVOUS ? PING_PONG_BARE : 0),
	                                      BLOCKING,
	                                      NAME,
	                                      sizeof(struct MESSAGE),
	                                      1,
	                                      1,
	                                      MY(prepare),
	                                      MY(serve),
	                                      MY(return_),
	                                      NULL,
	                                      MY(clean_up)};
	add_peer(&blocking);
	add_peer(&ping_pong);
#endif
#ifdef TRY_SEND
	static const struct peer trying = {(FAMILIES) & ~RENDEZVOUS,
	                                   TRYING,
	                                   NAME,
	                                   sizeof(struct MESSAGE),
	                                   MOST_SENDERS,
	                                   MOST_RECEIVERS,
	                                   MY(prepare),
	                                   MY(send_trying),
	                                   MY(receive_trying),
	                                   NULL,
	                                   MY(clean_up)};
	add_peer(&trying);
#endif
}

#undef PASTE3_
#undef PASTE_
#undef MY
