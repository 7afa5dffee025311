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

/* On 32-bit systems the call with 64-bit times has a number of its own. */
#ifdef SYS_futex_time64
#define SYS_FUTEX SYS_futex_time64
#else
#define SYS_FUTEX SYS_futex
#endif

/* As the kernel reads it, whatever this libc's time_t is. */
struct kernel_time {
	int64_t seconds, nanoseconds;
};

bool ar_os_wait(ar_atomic_u32 *word, uint32_t expected, ar_time deadline)
{
	struct kernel_time limit = {(int64_t)(deadline / AR_SECOND), (int64_t)(deadline % AR_SECOND)};
	int saved = errno;
	/* The bitset form is the one whose time limit is a deadline, on the monotonic clock. */
	long result = syscall(SYS_FUTEX, word, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, expected,
	                      deadline == AR_NEVER ? NULL : &limit, NULL, FUTEX_BITSET_MATCH_ANY);
	bool timed_out = result < 0 && errno == ETIMEDOUT;

	errno = saved;
	return !timed_out;
}

/* It fails only for a word whose memory is gone, where no thread can sleep. */
static void wake(ar_atomic_u32 *word, int count)
{
	int saved = errno;

	syscall(SYS_FUTEX, word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, count, NULL, NULL, 0);
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

	syscall(SYS_FUTEX, word, FUTEX_REQUEUE | FUTEX_PRIVATE_FLAG, 0, (long)INT_MAX, target, 0);
	errno = saved;
	return true;
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
