/*
 * Runs one execution again that a witness describes: the order in which its events happened, what each read
 * reads from, where each write is in modification order, and what was chosen. The program supplies the rest:
 * addresses and values may be others than when the witness was written. That gives the graph; from then on
 * everything is as if the execution had been found by exploring.
 */
#ifndef ACQREL_RT_REPLAY_H
#define ACQREL_RT_REPLAY_H

#include "rt/loops/counting.h"

/* Whether there is a witness to follow: sets rt.replaying. */
void replay_init(void);

/* Whether some of the witness's events have not happened yet. */
bool replay_is_under_way(void);

/* Lets others run until the witness's next event is f's, or all have happened. */
void replay_wait(struct fiber *f);

/* The fiber with the witness's next event; NULL: the program does not come to it. */
struct fiber *replay_next_fiber(void);

/* In place of counting_turn, while the replay is under way and it is f's turn. */
enum turn replay_turn(struct fiber *f, uint64_t pc, uint64_t address);

/* In place of explore_add_…. */
event_id replay_read(struct fiber *f, uint32_t location, const struct operation *op);
event_id replay_write(struct fiber *f, uint32_t location, const struct operation *op);
event_id replay_choice(struct fiber *f, uint32_t alternatives, uint64_t pc);

/*
 * To be called when the execution is over: ends the replay if something else has happened than the witness
 * says.
 */
void replay_check(void);

/* The program does not do what the witness says. */
_Noreturn void replay_strayed(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Where the error is: a debugger stops here the first time, if there is to be one. */
void replay_stop(void);

/* Threads that wait for good: a debugger stops in each of them, where it waits. */
void replay_show_stuck(void);
void replay_be_shown(void);

/* witness.c: the witness of the reported execution. */
const struct acq_witness_event *witness_make(uint32_t *count);

#endif
