/*
 * FreeBSD: _umtx_op(2), and membarrier(2) since 14.1. Not tested on one; compiled against declarations only.
 */
#include "no_requeue.h"
#include "posix.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <pthread_np.h>

#include <sys/types.h>
#include <sys/umtx.h>

#if __has_include(<sys/membarrier.h>)
#include <sys/membarrier.h>
#define HAS_MEMBARRIER 1
#else
#define HAS_MEMBARRIER 0
#endif

bool ar_os_wait(ar_atomic_u32 *word, uint32_t expected, ar_time deadline)
{
	struct _umtx_time limit = {
		._timeout = {(time_t)(deadline / AR_SECOND), (long)(deadline % AR_SECOND)},
		._flags = UMTX_ABSTIME,
		._clockid = CLOCK_MONOTONIC,
	};
	int saved = errno;
	/* With a time limit, the first pointer argument is its size. */
	int result = deadline == AR_NEVER ? _umtx_op(word, UMTX_OP_WAIT_UINT_PRIVATE, expected, NULL, NULL)
	                                  : _umtx_op(word, UMTX_OP_WAIT_UINT_PRIVATE, expected,
	                                             (void *)(uintptr_t)sizeof limit, &limit);
	bool timed_out = result < 0 && errno == ETIMEDOUT;

	errno = saved;
	return !timed_out;
}

static void wake(ar_atomic_u32 *word, unsigned long count)
{
	int saved = errno;

	_umtx_op(word, UMTX_OP_WAKE_PRIVATE, count, NULL, NULL);
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

void ar_os_name_thread(const char *name)
{
	pthread_set_name_np(pthread_self(), name);
}

bool ar_os_fence_begin(void)
{
#if HAS_MEMBARRIER
	return membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
#else
	return false;
#endif
}

void ar_os_fence_all(void)
{
#if HAS_MEMBARRIER
	membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
#endif
}
