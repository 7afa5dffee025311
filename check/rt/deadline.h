/* Times until which calls wait, on the running fiber's clock: time.c. */
#ifndef ACQREL_RT_DEADLINE_H
#define ACQREL_RT_DEADLINE_H

#include <stdint.h>
#include <time.h>

enum deadline { DEADLINE_INVALID, DEADLINE_PASSED, DEADLINE_AHEAD };

enum deadline time_compare(clockid_t clock, const struct timespec *t, uint64_t pc);

/* The clock goes on to that time. */
void time_go_to(clockid_t clock, const struct timespec *t);

/* What time CLOCK_MONOTONIC shows the running fiber after so much has passed. */
struct timespec time_after(const struct timespec *t);

#endif
