/* What src/os/darwin.c finds in this header beside POSIX, as clock_gettime_nsec_np(3) describes it. */
#include_next <time.h>

#ifndef CLOCK_UPTIME_RAW
#define CLOCK_UPTIME_RAW 8
unsigned long long clock_gettime_nsec_np(int clock);
#endif
