/*
 * The specification of <acqrel/spsc.h>: see <acqrel/model.h>.
 *
 * What was sent at a time is a link of a chain, and so is the room made at a time, in a chain of its own.
 * The first link is tail, or head; a link says how many they are, and the ticket whose own word is the
 * next. Only the sender makes links of messages, and only the receiver of room: so a receiver that waits
 * for a message waits for one word, which is written once, and learns of the sender's past when it wrote
 * that; and the other way round.
 *
 * Closing sets word, and marks the ends of both chains, so that who waits there sees it. That a mark is
 * there orders nothing; who finds one looks at word. A message may still be sent behind a mark, by a
 * sender that has not seen word: then the mark is at the next link, too.
 *
 * What a side knows is in a variable of its own (found_full, found_empty), as one number: how many it has
 * sent or received, where it writes its next link, and where it reads the other side's.
 */
#ifndef ACQREL_SRC_SPECIFICATIONS_SPSC_H
#define ACQREL_SRC_SPECIFICATIONS_SPSC_H

#include <acqrel/spsc.h>

#include "waiting.h"

struct spsc_side {
	uint64_t count, writes, reads; /* tickets; 0: the first link */
};

static inline struct spsc_side spsc_side(uint64_t number)
{
	uint64_t links = ar_model_second(number);
	struct spsc_side s = {ar_model_first(number), ar_model_first(links), ar_model_second(links)};

	return s;
}

static inline size_t spsc_number(const struct spsc_side *s)
{
	return (size_t)ar_model_pair(s->count, ar_model_pair(s->writes, s->reads));
}

#define SPSC_MARK UINT64_C(1)

static inline uint64_t link_next(uint64_t link)
{
	return ar_model_first(link);
}

static inline uint64_t link_count(uint64_t link)
{
	return ar_model_second(link) / 2;
}

static inline ar_model_result link_add(uint64_t link, uint64_t pair, unsigned variant)
{
	uint64_t mark = ar_model_second(link) & SPSC_MARK;

	(void)variant;
	return AR_MODEL_BECOMES(ar_model_pair(ar_model_first(pair), 2 * ar_model_second(pair) + mark));
}

static inline ar_model_result link_mark(uint64_t link, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return link ? AR_MODEL_STAYS : AR_MODEL_BECOMES(ar_model_pair(0, SPSC_MARK));
}

static inline ar_model_result link_look(uint64_t link, uint64_t unused, unsigned variant)
{
	(void)link, (void)unused, (void)variant;
	return AR_MODEL_STAYS;
}

static inline ar_model_result link_await(uint64_t link, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return link ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

static inline ar_model_result link_miss(uint64_t link, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return link ? AR_MODEL_WAITS : AR_MODEL_STAYS;
}

static inline ar_model_result spsc_shut(uint64_t word, uint64_t unused, unsigned variant)
{
	(void)word, (void)unused, (void)variant;
	return AR_MODEL_BECOMES(AR_SPSC_CLOSED_);
}

static inline ar_model_result spsc_await_end(uint64_t word, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return word & AR_SPSC_CLOSED_ ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

/* clang-format off */
#define SPSC_STEP(f, bytes, how) {.function = (f), .word = AR_MODEL_CALL, .size = (bytes), .changing = (how)}
#define SPSC_LOOK(f, bytes, how) {.function = (f), .word = AR_MODEL_CALL, .size = (bytes), .looking = (how)}
/* clang-format on */

static const ar_model_call link_adds = SPSC_STEP(link_add, 8, AR_MODEL_RELEASES);
static const ar_model_call link_marks = SPSC_STEP(link_mark, 8, AR_MODEL_ORDERS_NOTHING);
static const ar_model_call link_looks = SPSC_LOOK(link_look, 8, AR_MODEL_ORDERS_NOTHING);
static const struct specified_wait link_waits = {
	.takes = SPSC_LOOK(link_await, 8, AR_MODEL_ACQUIRES),
	.tries = SPSC_LOOK(link_look, 8, AR_MODEL_ACQUIRES),
	.fails = SPSC_LOOK(link_miss, 8, AR_MODEL_ORDERS_NOTHING),
};
static const ar_model_call spsc_shuts = SPSC_STEP(spsc_shut, 4, AR_MODEL_RELEASES);
static const ar_model_call spsc_looks = SPSC_LOOK(link_look, 4, AR_MODEL_ORDERS_NOTHING);
static const ar_model_call spsc_looks_closely = SPSC_LOOK(link_look, 4, AR_MODEL_ACQUIRES);
static const ar_model_call spsc_finds_end = SPSC_LOOK(spsc_await_end, 4, AR_MODEL_ACQUIRES);

/* --- The steps of a call -------------------------------------------------------------------------------- */

/* Of a chain that begins at `first`. */
static inline void *spsc_link(void *first, uint64_t ticket)
{
	return ticket ? ar_model_own(ticket) : first;
}

/* The caller's side has done with `n` more, which the other side is to have. */
static inline void spsc_add(void *first, struct spsc_side *s, uint64_t n)
{
	uint64_t next, found;

	if (n == 0)
		return;
	next = ar_model_ticket();
	found = ar_model_step(spsc_link(first, s->writes), &link_adds, ar_model_pair(next, n));
	if (found)
		ar_model_step(ar_model_own(next), &link_marks, 0);
	s->writes = next;
	s->count += n;
}

/* The link that the side reads next: adds what it says to *seen. Whether it says something. */
static inline bool spsc_have_read(struct spsc_side *s, uint64_t link, size_t *seen)
{
	if (!link_count(link))
		return false;
	*seen += (size_t)link_count(link);
	s->reads = link_next(link);
	return true;
}

/* Waits for that. 0 or an errno value. */
static inline int spsc_wait(ar_spsc_core *c, void *first, struct spsc_side *s, ar_time deadline, size_t *seen,
                            bool sends)
{
	uint64_t found = 0;
	void *link = spsc_link(first, s->reads);
	int error = specified_take_until(link, &link_waits, 0, deadline, &found);

	if (error) {
		/* As the implementation does, it looks whether it is closed, and what came before that. */
		if (!(ar_model_step(&c->word, &spsc_looks_closely, 0) & AR_SPSC_CLOSED_))
			return error;
		if (sends || !spsc_have_read(s, ar_model_step(link, &link_waits.tries, 0), seen))
			return EPIPE;
		return 0;
	}
	if (spsc_have_read(s, found, seen))
		return 0;
	ar_model_step(&c->word, &spsc_finds_end, 0);
	return EPIPE;
}

/* As much as there is, without waiting. */
static inline void spsc_look(void *first, struct spsc_side *s, size_t *seen)
{
	while (spsc_have_read(s, ar_model_step(spsc_link(first, s->reads), &link_waits.tries, 0), seen))
		;
}

static inline void spsc_mark_end(void *first)
{
	uint64_t ticket = 0, found;

	do {
		found = ar_model_step(spsc_link(first, ticket), &link_marks, 0);
		ticket = link_next(found);
	} while (ticket);
}

/* How many are in the chain, to a thread that looks on. */
static inline size_t spsc_count(void *first)
{
	uint64_t ticket = 0, link, n = 0;

	do {
		link = ar_model_step(spsc_link(first, ticket), &link_looks, 0);
		ticket = link_next(link);
		n += link_count(link);
	} while (ticket);
	return (size_t)n;
}

#endif
