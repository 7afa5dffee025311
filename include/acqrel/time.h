/*
 * <acqrel/time.h>: time, as all blocking calls of the library take it.
 *
 *	ar_time deadline = ar_after(50 * AR_MILLISECOND);
 *	while (!done)
 *		if (!ar_condvar_wait_until(&changed, &lock, deadline))
 *			return ETIMEDOUT;
 *
 * A time is a number of nanoseconds on the monotonic clock: it never jumps when somebody sets the date, and
 * it has no meaning outside of this run of the machine. Calls that wait take a deadline rather than a
 * duration, so that a loop around them need not work out what is left.
 */
#ifndef ACQREL_TIME_H
#define ACQREL_TIME_H

#include <acqrel/api.h>

#include <stdint.h>

/* Nanoseconds since some point in the past; 0 has always passed already. */
typedef uint64_t ar_time;

/* A deadline that never comes. */
#define AR_NEVER UINT64_MAX

/* Durations: 3 * AR_SECOND. */
#define AR_MICROSECOND UINT64_C(1000)
#define AR_MILLISECOND UINT64_C(1000000)
#define AR_SECOND      UINT64_C(1000000000)

AR_BEGIN_DECLARATIONS

/* The time now. Never less than what any thread got before. Safe from any thread; does not fail. */
AR_API ar_time ar_now(void);

AR_END_DECLARATIONS

/* The time `nanoseconds` from now; AR_NEVER if that is more than can be counted. */
static inline ar_time ar_after(uint64_t nanoseconds)
{
	ar_time now = ar_now();

	return nanoseconds < AR_NEVER - now ? now + nanoseconds : AR_NEVER;
}

#endif
