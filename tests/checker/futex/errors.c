/* How the kernel answers what makes no sense, also natively.
 *
 * expect: ok 1
 */
#include "futex.h"

#include <assert.h>
#include <limits.h>
#include <stdint.h>

static unsigned words[2];

static void fails(long result, int error)
{
	assert(result == -1 && errno == error);
}

int main(void)
{
	struct timespec wrong = {0, 1000000000}, negative = {-1, 0}, none = {0, 0};
	void *odd = (char *)words + 2, *nowhere = (void *)64;

	fails(futex(words, FUTEX_WAIT_PRIVATE, 1, NULL, NULL, 0), EAGAIN);
	fails(futex(odd, FUTEX_WAIT_PRIVATE, 0, NULL, NULL, 0), EINVAL);
	fails(futex(odd, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0), EINVAL);
	fails(futex(nowhere, FUTEX_WAIT_PRIVATE, 0, NULL, NULL, 0), EFAULT);
	fails(futex(nowhere, FUTEX_WAKE, 1, NULL, NULL, 0), EFAULT);
	assert(futex(nowhere, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0) == 0);
	fails(futex(words, FUTEX_WAIT_BITSET_PRIVATE, 0, NULL, NULL, 0), EINVAL);
	fails(futex(words, FUTEX_WAKE_BITSET_PRIVATE, 1, NULL, NULL, 0), EINVAL);
	fails(futex(words, FUTEX_WAIT_PRIVATE, 0, &wrong, NULL, 0), EINVAL);
	fails(futex(words, FUTEX_WAIT_PRIVATE, 0, &negative, NULL, 0), EINVAL);
	fails(futex(words, FUTEX_WAIT_PRIVATE, 1, &wrong, NULL, 0), EINVAL);
	fails(futex(words, FUTEX_WAIT_PRIVATE, 0, nowhere, NULL, 0), EFAULT);
	fails(futex(words, FUTEX_WAIT_PRIVATE, 0, &none, NULL, 0), ETIMEDOUT);
	fails(futex(words, FUTEX_WAIT_PRIVATE, 1, &none, NULL, 0), EAGAIN);
	fails(futex(words, FUTEX_WAIT_BITSET_PRIVATE, 0, &none, NULL, FUTEX_BITSET_MATCH_ANY), ETIMEDOUT);
	fails(futex(words, FUTEX_WAKE_PRIVATE | FUTEX_CLOCK_REALTIME, 1, NULL, NULL, 0), ENOSYS);
	fails(futex(words, 77, 0, NULL, NULL, 0), ENOSYS);
	fails(futex(words, FUTEX_REQUEUE_PRIVATE, UINT_MAX, (void *)1, words + 1, 0), EINVAL);
	fails(futex(words, FUTEX_REQUEUE_PRIVATE, 1, (void *)(uintptr_t)UINT_MAX, words + 1, 0), EINVAL);
	fails(futex(words, FUTEX_CMP_REQUEUE_PRIVATE, 1, (void *)1, words + 1, 1), EAGAIN);
	assert(futex(words, FUTEX_CMP_REQUEUE_PRIVATE, 1, (void *)1, words + 1, 0) == 0);
	assert(futex(words, FUTEX_REQUEUE_PRIVATE, 1, (void *)1, words + 1, 0) == 0);
	return 0;
}
