/* The system call, for the programs in this folder. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static inline long futex(void *word, int operation, unsigned value, const void *limit, void *other,
                         unsigned value3)
{
	return syscall(SYS_futex, word, operation, value, limit, other, value3);
}

static inline long futex_wait(void *word, unsigned value)
{
	return futex(word, FUTEX_WAIT_PRIVATE, value, NULL, NULL, 0);
}

static inline long futex_wake(void *word, int count)
{
	return futex(word, FUTEX_WAKE_PRIVATE, (unsigned)count, NULL, NULL, 0);
}
