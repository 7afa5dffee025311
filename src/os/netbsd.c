/*
 * NetBSD 10 and later: the system call __futex, which takes what Linux's takes. Not tested on one; compiled
 * against declarations only. Older ones build with ACQREL_OS=pthread.
 */
#include "no_fence.h"
#include "posix.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <unistd.h>

#include <sys/futex.h>
#include <sys/syscall.h>

bool ar_os_wait(ar_atomic_u32 *word, uint32_t expected, ar_time deadline)
{
	struct timespec limit = {(time_t)(deadline / AR_SECOND), (long)(deadline % AR_SECOND)};
	int saved = errno;
	/* The bitset form is the one whose time limit is a deadline, on the monotonic clock. */
	long result = syscall(SYS___futex, word, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, (int)expected,
	                      deadline == AR_NEVER ? NULL : &limit, NULL, 0, (int)FUTEX_BITSET_MATCH_ANY);
	bool timed_out = result < 0 && errno == ETIMEDOUT;

	errno = saved;
	return !timed_out;
}

static void wake(ar_atomic_u32 *word, int count)
{
	int saved = errno;

	syscall(SYS___futex, word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, count, NULL, NULL, 0, 0);
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

	syscall(SYS___futex, word, FUTEX_REQUEUE | FUTEX_PRIVATE_FLAG, 0, NULL, target, INT_MAX, 0);
	errno = saved;
	return true;
}

void ar_os_name_thread(const char *name)
{
	char copy[64]; /* the call takes a format and an argument that is not const */
	size_t n = 0;

	for (; n < sizeof copy - 1 && name[n]; n++)
		copy[n] = name[n];
	copy[n] = '\0';
	pthread_setname_np(pthread_self(), "%s", copy);
}
