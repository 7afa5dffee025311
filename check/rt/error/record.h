/* The record of the reported execution: see record.c. */
#ifndef ACQREL_RT_RECORD_H
#define ACQREL_RT_RECORD_H

#include "rt/error/violation.h"
#include "rt/rt.h"

void record_event(const struct fiber *f, event_id e);
void record_plain(const struct fiber *f, uint64_t address, size_t size, bool write, uint64_t pc);
void record_heap(const struct fiber *f, bool is_free, uint64_t address, size_t size, uint64_t pc);
void record_output(const char *text, size_t size);
/* Writes to the outcome, and forgets, what an execution without error has printed. */
void record_show_output(void);
/* Forgets the record if the error is not in it, or in any case. False: it stays. */
bool record_begin_again(bool always);
void record_stuck(void); /* the execution ended with threads that wait forever */
void record_violation(const struct fiber *f, const struct violation *v);

/*
 * ACQ_UNINITIALIZED: where the program goes on, and where it would with other contents for what was never
 * written.
 */
_Noreturn void record_decision(const struct fiber *f, uint64_t pc);
void record_other_way(const struct fiber *f, uint64_t pc, uint64_t value, uint32_t width);

uint32_t record_step_of(event_id event); /* ACQ_NO_STEP: not recorded */

struct record {
	const struct acq_step *steps;
	uint32_t step_count;
	const uint64_t *pcs;
	uint32_t pc_count;
	const char *output;
	size_t output_size;
	const struct acq_block *blocks;
	uint32_t block_count;
};
void record_hand_over(struct record *r);

#endif
