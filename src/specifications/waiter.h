/*
 * Threads that wait for another thread to come to them, or for one of several things: for specifications
 * (<acqrel/model.h>). Each time, such a thread has a ticket, which the states of all that it waits for list.
 * What has become of it is in the ticket's own word, so that of those who find it there one gets it:
 *
 *	word       meaning                                who changes it, to what
 *	0          it is not listed yet                   that thread, to OPEN, which hands over its past
 *	OPEN       it waits                               itself, to LEFT; another, to TOLD or MET
 *	LEFT       it has changed its mind                no thread
 *	TOLD       it may be worth while to look again    no thread
 *	MET, and   a partner moves the message of this    that partner, to DONE, which hands over its past
 *	an entry   entry, one of those that it is in
 *	DONE, too  the message has been moved             no thread
 *
 * Only who meets it learns of its past, and it learns of the partner's. Being told orders nothing.
 */
#ifndef ACQREL_SRC_SPECIFICATIONS_WAITER_H
#define ACQREL_SRC_SPECIFICATIONS_WAITER_H

#include <acqrel/model.h>

enum { WAITER_OPEN = 1, WAITER_LEFT, WAITER_TOLD, WAITER_MET };

#define WAITER_DONE               UINT64_C(1)
#define WAITER_MET_IN(list_entry) (WAITER_MET + 2 * (list_entry))

static inline bool waiter_is_done(uint64_t word)
{
	return word >= WAITER_MET && (word & WAITER_DONE);
}

static inline uint64_t waiter_entry(uint64_t word)
{
	return (word - WAITER_MET) / 2;
}

static inline ar_model_result waiter_open(uint64_t word, uint64_t unused, unsigned variant)
{
	(void)word, (void)unused, (void)variant;
	return AR_MODEL_BECOMES(WAITER_OPEN);
}

/* Who finds it listed may find it before it is open: that comes in any case. */
static inline ar_model_result waiter_claim(uint64_t word, uint64_t how, unsigned variant)
{
	(void)variant;
	if (!word)
		return AR_MODEL_WAITS;
	return word == WAITER_OPEN ? AR_MODEL_BECOMES(how) : AR_MODEL_STAYS;
}

static inline ar_model_result waiter_finish(uint64_t word, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return AR_MODEL_BECOMES(word | WAITER_DONE);
}

static inline ar_model_result waiter_await(uint64_t word, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return word == WAITER_TOLD || waiter_is_done(word) ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

static const ar_model_call waiter_opens = {
	.function = waiter_open, .word = AR_MODEL_CALL, .size = 8, .changing = AR_MODEL_RELEASES};
static const ar_model_call waiter_changes = {.function = waiter_claim, .word = AR_MODEL_CALL, .size = 8};
static const ar_model_call waiter_meets = {
	.function = waiter_claim, .word = AR_MODEL_CALL, .size = 8, .changing = AR_MODEL_ACQUIRES};
static const ar_model_call waiter_finishes = {
	.function = waiter_finish, .word = AR_MODEL_CALL, .size = 8, .changing = AR_MODEL_RELEASES};
static const ar_model_call waiter_awaits = {
	.function = waiter_await, .word = AR_MODEL_CALL, .size = 8, .looking = AR_MODEL_ACQUIRES};

static inline uint64_t waiter_new(void)
{
	return ar_model_ticket();
}

/* From now on it may be listed. */
static inline void waiter_begin(uint64_t ticket)
{
	ar_model_step(ar_model_own(ticket), &waiter_opens, 0);
}

static inline bool waiter_meet(uint64_t ticket, uint64_t entry)
{
	return ar_model_step(ar_model_own(ticket), &waiter_meets, WAITER_MET_IN(entry)) == WAITER_OPEN;
}

static inline void waiter_end_meeting(uint64_t ticket)
{
	ar_model_step(ar_model_own(ticket), &waiter_finishes, 0);
}

static inline bool waiter_leave(uint64_t ticket)
{
	return ar_model_step(ar_model_own(ticket), &waiter_changes, WAITER_LEFT) == WAITER_OPEN;
}

static inline void waiter_tell(uint64_t ticket)
{
	ar_model_step(ar_model_own(ticket), &waiter_changes, WAITER_TOLD);
}

static inline void waiter_tell_all(uint64_t tickets)
{
	for (unsigned i = 0; i < ar_model_list_length(tickets); i++)
		waiter_tell(ar_model_list_at(tickets, i));
}

/* Its word when it has been told or met, and the meeting is over. */
static inline uint64_t waiter_wait(uint64_t ticket, enum ar_model_limit limit)
{
	return ar_model_step_within(ar_model_own(ticket), &waiter_awaits, 0, limit);
}

#endif
