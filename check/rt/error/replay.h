/*
 * Runs one execution again that a witness describes: the order in which its events happened, what each read
 * reads from, where each write is in modification order, and what was chosen. The program supplies the rest:
 * addresses and values may be others than when the witness was written. That gives the graph; from then on
 * everything is as if the execution had been found by exploring.
 */
#ifndef ACQREL_RT_REPLAY_H
#define ACQREL_RT_REPLAY_H

#include "rt/loops/counting.h"

/* Whether there is a witness to follow: sets rt.mode. */
void replay_init(void);

/* Whether some of the witness's events have not happened yet. */
bool replay_is_under_way(void);

/* Lets others run until the witness's next event is f's, or all have happened. */
void replay_wait(struct fiber *f);

/* The fiber with the witness's next event; NULL: the program does not come to it. */
struct fiber *replay_next_fiber(void);

/* In place of counting_iteration, while the replay is under way and it is f's turn. */
enum iteration replay_iteration(struct fiber *f, uint64_t pc, uint64_t address);

/* In place of explore_add_…. */
event_id replay_read(struct fiber *f, uint32_t location, const struct operation *op);
event_id replay_write(struct fiber *f, uint32_t location, const struct operation *op);
event_id replay_choice(struct fiber *f, uint32_t alternatives, uint64_t pc);

/* When the execution is over: whether nothing else has happened, in so many events, than the witness says. */
bool replay_follows(const struct acq_witness_event *done, uint32_t count);

/* The program does not do what the witness says. */
void replay_strayed(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* witness.c: the witness of the reported execution. */
const struct acq_witness_event *witness_make(uint32_t *count);

#endif
