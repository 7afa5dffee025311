#include <acqrel/wait.h>

#include "os/os.h"

void ar_wait(ar_atomic_u32 *word, uint32_t expected)
{
	ar_os_wait(word, expected, AR_NEVER);
}

bool ar_wait_until(ar_atomic_u32 *word, uint32_t expected, ar_time deadline)
{
	return ar_os_wait(word, expected, deadline);
}

void ar_wake_one(ar_atomic_u32 *word)
{
	ar_os_wake_one(word);
}

void ar_wake_all(ar_atomic_u32 *word)
{
	ar_os_wake_all(word);
}
