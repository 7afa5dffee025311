/* A wait ends when its time is up, on the clock that it names, and not before.
 *
 * expect: ok
 */
#include "futex.h"

#include <assert.h>

static unsigned word;

static long long now(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return t.tv_sec * 1000000000ll + t.tv_nsec;
}

static void wait_until(clockid_t clock, int flag)
{
	long long end = now(clock) + 5000000;
	struct timespec t = {end / 1000000000, end % 1000000000};

	assert(futex(&word, FUTEX_WAIT_BITSET_PRIVATE | flag, 0, &t, NULL, FUTEX_BITSET_MATCH_ANY) == -1 &&
	       errno == ETIMEDOUT);
	assert(now(clock) >= end);
	assert(futex(&word, FUTEX_WAIT_BITSET_PRIVATE | flag, 0, &t, NULL, FUTEX_BITSET_MATCH_ANY) == -1 &&
	       errno == ETIMEDOUT);
}

int main(void)
{
	struct timespec t = {0, 5000000};
	long long end = now(CLOCK_MONOTONIC) + 5000000;

	assert(futex(&word, FUTEX_WAIT_PRIVATE, 0, &t, NULL, 0) == -1 && errno == ETIMEDOUT);
	assert(now(CLOCK_MONOTONIC) >= end);
	wait_until(CLOCK_MONOTONIC, 0);
	wait_until(CLOCK_REALTIME, FUTEX_CLOCK_REALTIME);
	return 0;
}
