/* OpenBSD: futex(2). Not tested on one; compiled against declarations only. */
#include "no_fence.h"
#include "no_requeue.h"
#include "posix.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <pthread_np.h>

#include <sys/time.h>
#include <sys/futex.h>

/* Its time limits are durations. */
bool ar_os_wait(ar_atomic_u32 *word, uint32_t expected, ar_time deadline)
{
	ar_time now = deadline == AR_NEVER ? 0 : ar_os_now();
	ar_time left = deadline > now ? deadline - now : 0;
	struct timespec limit = {(time_t)(left / AR_SECOND), (long)(left % AR_SECOND)};
	int saved = errno;
	int result = futex((volatile uint32_t *)word, FUTEX_WAIT | FUTEX_PRIVATE_FLAG, (int)expected,
	                   deadline == AR_NEVER ? NULL : &limit, NULL);
	bool timed_out = result != 0 && errno == ETIMEDOUT;

	errno = saved;
	return !timed_out || ar_os_now() < deadline;
}

static void wake(ar_atomic_u32 *word, int count)
{
	int saved = errno;

	futex((volatile uint32_t *)word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, count, NULL, NULL);
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
