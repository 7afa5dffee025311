/*
 * Linux: futex and membarrier. Words are private to the process, which spares the kernel the look at the
 * page's owner.
 */
#define _GNU_SOURCE
#include "posix.h"

#include <acqrel/check.h>

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <linux/membarrier.h>
#include <pthread.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* On 32-bit systems the call with 64-bit times has a number of its own, or is the only one. */
#ifdef SYS_futex_time64
#define FUTEX_WITH_TIME SYS_futex_time64
#else
#define FUTEX_WITH_TIME SYS_futex
#endif
#ifdef SYS_futex
#define FUTEX_WITHOUT_TIME SYS_futex
#else
#define FUTEX_WITHOUT_TIME SYS_futex_time64
#endif

/* As the kernel reads it, whatever this libc's time_t is. */
struct kernel_time {
	int64_t seconds, nanoseconds;
};

/* The bitset form is the one whose time limit is a deadline, on the monotonic clock. */
#define WAIT_UNTIL (FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG)

static int wait_64(ar_atomic_u32 *word, uint32_t expected, ar_time deadline)
{
	struct kernel_time limit = {(int64_t)(deadline / AR_SECOND), (int64_t)(deadline % AR_SECOND)};

	return syscall(FUTEX_WITH_TIME, word, WAIT_UNTIL, expected, deadline == AR_NEVER ? NULL : &limit,
	               NULL, FUTEX_BITSET_MATCH_ANY) < 0
	               ? errno
	               : 0;
}

/* For kernels before 5.1, and sandboxes that do not know the call with 64-bit times. */
static int wait_32(ar_atomic_u32 *word, uint32_t expected, ar_time deadline)
{
#if defined(SYS_futex_time64) && defined(SYS_futex)
	struct {
		int32_t seconds, nanoseconds;
	} limit = {(int32_t)(deadline / AR_SECOND), (int32_t)(deadline % AR_SECOND)};

	/* Without a limit if that is 68 years away. */
	return syscall(SYS_futex, word, WAIT_UNTIL, expected,
	               deadline / AR_SECOND > INT32_MAX ? NULL : &limit, NULL, FUTEX_BITSET_MATCH_ANY) < 0
	               ? errno
	               : 0;
#else
	(void)word, (void)expected, (void)deadline;
	return ENOSYS;
#endif
}

bool ar_os_wait(ar_atomic_u32 *word, uint32_t expected, ar_time deadline)
{
	int saved = errno, error = wait_64(word, expected, deadline);
	bool timed_out;

	if (error == ENOSYS || error == EPERM)
		error = wait_32(word, expected, deadline);
	timed_out = error == ETIMEDOUT;
	if (error == ENOSYS || error == EPERM) {
		/* A sandbox allows neither. Slow, but deadlines are kept. */
		ar_os_yield();
		timed_out = deadline != AR_NEVER && ar_os_now() >= deadline;
	}
	errno = saved;
	return !timed_out;
}

/* It fails only for a word whose memory is gone, where no thread can sleep, and in a sandbox. */
static void wake(ar_atomic_u32 *word, int count)
{
	int saved = errno;

	syscall(FUTEX_WITHOUT_TIME, word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, count, NULL, NULL, 0);
	errno = saved;
}

void ar_os_wake_one(ar_atomic_u32 *word)
{
	wake(word, 1);
}

void ar_os_wake_all(ar_atomic_u32 *word)
{
	wake(word, INT_MAX);
}

bool ar_os_requeue(ar_atomic_u32 *word, ar_atomic_u32 *target)
{
	int saved = errno;
	bool done = syscall(FUTEX_WITHOUT_TIME, word, FUTEX_REQUEUE | FUTEX_PRIVATE_FLAG, 0, (long)INT_MAX,
	                    target, 0) >= 0;

	errno = saved;
	return done;
}

void ar_os_name_thread(const char *name)
{
	char shown[16] = ""; /* the kernel takes no more */

	strncpy(shown, name, sizeof shown - 1);
	pthread_setname_np(pthread_self(), shown);
}

bool ar_os_fence_begin(void)
{
	int saved = errno;
	bool done = syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;

	errno = saved; /* a kernel older than 4.14, or a sandbox */
	return done;
}

void ar_os_fence_all(void)
{
	if (syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0) != 0)
		ar_misuse_found("acqrel: membarrier was refused by a sandbox that came into force after the "
		                "program's start. "
		                "Allow the call, or put the sandbox up before.");
}
