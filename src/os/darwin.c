/*
 * macOS: os_sync_wait_on_address from 14.4 on; built for older ones, the calls below it, which Apple does not
 * document. Not tested on one; compiled against declarations only.
 */
#include "no_fence.h"
#include "no_requeue.h"
#include "os.h"
#include "posix_detach.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <time.h>

#if defined(__MAC_OS_X_VERSION_MIN_REQUIRED) && __MAC_OS_X_VERSION_MIN_REQUIRED >= 140400
#include <os/os_sync_wait_on_address.h>
#define HAS_OS_SYNC 1
#else
#define HAS_OS_SYNC 0
int __ulock_wait(uint32_t operation, void *address, uint64_t value, uint32_t microseconds);
int __ulock_wake(uint32_t operation, void *address, uint64_t value);
enum { COMPARE_AND_WAIT = 1, WAKE_ALL = 0x100 };
#endif

void ar_os_yield(void)
{
	sched_yield();
}

ar_time ar_os_now(void)
{
	return clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
}

/*
 * Sleeps for `left` nanoseconds at most. Returns what the system does: negative with ETIMEDOUT if they are
 * over.
 */
static int sleep_on(ar_atomic_u32 *word, uint32_t expected, uint64_t left)
{
#if HAS_OS_SYNC
	if (left == AR_NEVER)
		return os_sync_wait_on_address((void *)word, expected, sizeof *word,
		                               OS_SYNC_WAIT_ON_ADDRESS_NONE);
	return os_sync_wait_on_address_with_timeout((void *)word, expected, sizeof *word,
	                                            OS_SYNC_WAIT_ON_ADDRESS_NONE, OS_CLOCK_MACH_ABSOLUTE_TIME,
	                                            left);
#else
	/* In microseconds, rounded up, since 0 is for ever; what is too long for it ends early. */
	uint64_t microseconds = left == AR_NEVER ? 0 : (left - 1) / AR_MICROSECOND + 1;
	return __ulock_wait(COMPARE_AND_WAIT, (void *)word, expected,
	                    microseconds < UINT32_MAX ? (uint32_t)microseconds : UINT32_MAX);
#endif
}

bool ar_os_wait(ar_atomic_u32 *word, uint32_t expected, ar_time deadline)
{
	ar_time now = deadline == AR_NEVER ? 0 : ar_os_now();
	int saved = errno;

	if (deadline <= now)
		return false;
	bool timed_out = sleep_on(word, expected, deadline == AR_NEVER ? AR_NEVER : deadline - now) < 0 &&
	                 errno == ETIMEDOUT;
	errno = saved;
	return !timed_out || ar_os_now() < deadline;
}

void ar_os_wake_one(ar_atomic_u32 *word)
{
	int saved = errno;

#if HAS_OS_SYNC
	os_sync_wake_by_address_any((void *)word, sizeof *word, OS_SYNC_WAKE_BY_ADDRESS_NONE);
#else
	__ulock_wake(COMPARE_AND_WAIT, (void *)word, 0);
#endif
	errno = saved;
}

void ar_os_wake_all(ar_atomic_u32 *word)
{
	int saved = errno;

#if HAS_OS_SYNC
	os_sync_wake_by_address_all((void *)word, sizeof *word, OS_SYNC_WAKE_BY_ADDRESS_NONE);
#else
	__ulock_wake(COMPARE_AND_WAIT | WAKE_ALL, (void *)word, 0);
#endif
	errno = saved;
}

void ar_os_name_thread(const char *name)
{
	pthread_setname_np(name);
}
