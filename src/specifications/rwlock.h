/*
 * The specification of <acqrel/rwlock.h>: see <acqrel/model.h>. The state is whether a thread writes, how
 * many wait to write, and how many read.
 *
 * While threads wait to write, a reader holds back, as long as none writes: that may keep it for ever, if
 * who reads now waits for it. But it may also be let in: who has waited for a writer is, before the next
 * one. Which of the two it is depends on what is not in the state, so both are explored.
 */
#ifndef ACQREL_SRC_SPECIFICATIONS_RWLOCK_H
#define ACQREL_SRC_SPECIFICATIONS_RWLOCK_H

#include <acqrel/rwlock.h>

#include "waiting.h"

static inline bool rwlock_is_free(uint64_t state)
{
	return !(state & AR_RW_WRITER_) && state < AR_RW_ONE_READER_;
}

static inline bool rwlock_lets_in(uint64_t state)
{
	return !(state & (AR_RW_WRITER_ | AR_RW_WAITING_));
}

static inline unsigned rwlock_read_ways(uint64_t state, uint64_t unused)
{
	(void)unused;
	return !(state & AR_RW_WRITER_) && (state & AR_RW_WAITING_) ? 2 : 1;
}

static inline ar_model_result rwlock_read(uint64_t state, uint64_t unused, unsigned holds_back)
{
	(void)unused;
	if (state & AR_RW_WRITER_ || holds_back)
		return AR_MODEL_WAITS;
	return AR_MODEL_BECOMES(state + AR_RW_ONE_READER_);
}

static inline ar_model_result rwlock_try_read(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return rwlock_lets_in(state) ? AR_MODEL_BECOMES(state + AR_RW_ONE_READER_) : AR_MODEL_STAYS;
}

static inline ar_model_result rwlock_miss_reading(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return rwlock_lets_in(state) ? AR_MODEL_WAITS : AR_MODEL_STAYS;
}

/* One that comes to write takes the lock, or is one of those that wait for it. */
static inline ar_model_result rwlock_come(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return AR_MODEL_BECOMES(state + (rwlock_is_free(state) ? AR_RW_WRITER_ : AR_RW_ONE_WAITING_));
}

static inline ar_model_result rwlock_write(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return rwlock_is_free(state) ? AR_MODEL_BECOMES(state - AR_RW_ONE_WAITING_ + AR_RW_WRITER_)
	                             : AR_MODEL_WAITS;
}

static inline ar_model_result rwlock_give_up(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return AR_MODEL_BECOMES(state - AR_RW_ONE_WAITING_);
}

static inline ar_model_result rwlock_try_write(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return state ? AR_MODEL_STAYS : AR_MODEL_BECOMES(AR_RW_WRITER_);
}

static inline ar_model_result rwlock_end_reading(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return state >= AR_RW_ONE_READER_ ? AR_MODEL_BECOMES(state - AR_RW_ONE_READER_) : AR_MODEL_STAYS;
}

/* readers: 1 if it reads on, else 0 */
static inline ar_model_result rwlock_end_writing(uint64_t state, uint64_t readers, unsigned variant)
{
	(void)variant;
	return state & AR_RW_WRITER_ ? AR_MODEL_BECOMES(state - AR_RW_WRITER_ + readers * AR_RW_ONE_READER_)
	                             : AR_MODEL_STAYS;
}

/* clang-format off */
#define RWLOCK_STEP(f, orders) {.function = (f), .word = AR_MODEL_CALL, .size = 4, .changing = (orders)}
/* clang-format on */

static const ar_model_call rwlock_reads = {.function = rwlock_read,
                                           .variants = rwlock_read_ways,
                                           .word = AR_MODEL_CALL,
                                           .size = 4,
                                           .changing = AR_MODEL_ACQUIRES};
static const ar_model_call rwlock_tries_to_read = RWLOCK_STEP(rwlock_try_read, AR_MODEL_ACQUIRES);
static const ar_model_call rwlock_fails_to_read = RWLOCK_STEP(rwlock_miss_reading, AR_MODEL_ORDERS_NOTHING);
static const ar_model_call rwlock_comes = RWLOCK_STEP(rwlock_come, AR_MODEL_ACQUIRES);
static const ar_model_call rwlock_writes = RWLOCK_STEP(rwlock_write, AR_MODEL_ACQUIRES);
static const ar_model_call rwlock_gives_up = RWLOCK_STEP(rwlock_give_up, AR_MODEL_ORDERS_NOTHING);
static const ar_model_call rwlock_tries_to_write = RWLOCK_STEP(rwlock_try_write, AR_MODEL_ACQUIRES);
static const ar_model_call rwlock_ends_reading = RWLOCK_STEP(rwlock_end_reading, AR_MODEL_RELEASES);
static const ar_model_call rwlock_ends_writing = RWLOCK_STEP(rwlock_end_writing, AR_MODEL_RELEASES);

#endif
