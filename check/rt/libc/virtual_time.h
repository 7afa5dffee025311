/* Virtual time, and times until which calls wait: virtual_time.c. */
#ifndef ACQREL_RT_VIRTUAL_TIME_H
#define ACQREL_RT_VIRTUAL_TIME_H

#include "rt/rt.h"

#include <time.h>

enum deadline { DEADLINE_INVALID, DEADLINE_PASSED, DEADLINE_AHEAD };

/* On the running fiber's clock. */
enum deadline time_compare(clockid_t clock, const struct timespec *t, uint64_t pc);

/* Whether it has come, of a time that is none of the program's memory. */
bool time_has_come(clockid_t clock, const struct timespec *t);

/* The clock goes on to that time. */
void time_go_to(clockid_t clock, const struct timespec *t);

/* It goes on by so much: the thread sleeps. */
void time_sleep(uint64_t nanoseconds, uint64_t pc);

/* The same, or EINVAL if that is no time. */
int time_sleep_for(const struct timespec *t, uint64_t pc);

/* What it is now by a clock, as nanoseconds since the clock began. Reading it takes a little. */
uint64_t time_read(clockid_t clock);
bool time_knows(clockid_t clock);

/* What time CLOCK_MONOTONIC shows the running fiber after so much has passed. */
struct timespec time_after(const struct timespec *t);

#endif
