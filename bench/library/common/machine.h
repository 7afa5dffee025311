/*
 * What all benchmarks need of the machine: processors, clocks, and a process that has more than one thread.
 */
#ifndef BENCH_COMMON_MACHINE_H
#define BENCH_COMMON_MACHINE_H

#include <stdint.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Threads take the processors in turn, or a run would be over before the system has spread them. */
void take_processor(int number);

/*
 * Starts a thread that sleeps on: some C libraries leave out atomic operations while there is only one
 * thread.
 */
void have_second_thread(void);

double nanoseconds(clockid_t clock);

/* The cheapest clock there is, and what one tick of it is. */
uint64_t ticks(void);
double ns_per_tick(void); /* the first call measures it, in 50 ms, and is to be made by one thread alone */

#ifdef __cplusplus
}
#endif

#endif
