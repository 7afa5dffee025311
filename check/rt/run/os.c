#include "rt/run/os.h"

#include "engine/reserve.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>

long os_syscall(long number, long a, long b, long c, long d, long e, long f)
{
#if defined(__x86_64__)
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	register long r9 __asm__("r9") = f;
	long result;
	__asm__ volatile("syscall"
	                 : "=a"(result)
	                 : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
	                 : "rcx", "r11", "memory");
	return result;
#else
	register long x8 __asm__("x8") = number;
	register long x0 __asm__("x0") = a;
	register long x1 __asm__("x1") = b;
	register long x2 __asm__("x2") = c;
	register long x3 __asm__("x3") = d;
	register long x4 __asm__("x4") = e;
	register long x5 __asm__("x5") = f;
	__asm__ volatile("svc #0"
	                 : "+r"(x0)
	                 : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
	                 : "memory");
	return x0;
#endif
}

void os_futex(int *word, int operation, int value)
{
	os_syscall(SYS_futex, (long)word, operation, value, 0, 0, 0);
}

void os_wait(uint32_t *word, uint32_t value, long nanoseconds)
{
	struct timespec limit = {.tv_nsec = nanoseconds};

	os_syscall(SYS_futex, (long)word, FUTEX_WAIT, value, (long)&limit, 0, 0);
}

void os_wake(uint32_t *word)
{
	os_syscall(SYS_futex, (long)word, FUTEX_WAKE, INT_MAX, 0, 0, 0);
}

void os_signal_mask(int how, uint64_t set, uint64_t *before)
{
	os_syscall(SYS_rt_sigprocmask, how, (long)&set, (long)before, sizeof set, 0, 0);
}

enum { FREE, TAKEN, AWAITED };

void os_lock(uint32_t *lock)
{
	uint32_t expected = FREE;

	/*
	 * acquire, relaxed: pairs with the release in os_unlock(); else we may miss what the last owner wrote
	 */
	if (__atomic_compare_exchange_n(lock, &expected, TAKEN, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
		return;
	/* acquire: likewise */
	while (__atomic_exchange_n(lock, AWAITED, __ATOMIC_ACQUIRE) != FREE)
		os_wait(lock, AWAITED, 1000000);
}

void os_unlock(uint32_t *lock)
{
	/* release: pairs with the acquire in os_lock(); else the next owner may miss what we wrote */
	if (__atomic_exchange_n(lock, FREE, __ATOMIC_RELEASE) == AWAITED)
		os_wake(lock);
}

static long checked(long result)
{
	if (result < 0 && result > -4096) {
		errno = (int)-result;
		return -1;
	}
	return result;
}

/* The following stand in for the libc functions of the same name: see os.h. */

void *os_mmap(void *address, size_t size, int protection, int flags, int fd, off_t offset)
{
	return (void *)checked(
		os_syscall(SYS_mmap, (long)address, (long)size, protection, flags, fd, offset));
}

int os_munmap(void *address, size_t size)
{
	return (int)checked(os_syscall(SYS_munmap, (long)address, (long)size, 0, 0, 0, 0));
}

int os_mprotect(void *address, size_t size, int protection)
{
	return (int)checked(os_syscall(SYS_mprotect, (long)address, (long)size, protection, 0, 0, 0));
}

int os_madvise(void *address, size_t size, int advice)
{
	return (int)checked(os_syscall(SYS_madvise, (long)address, (long)size, advice, 0, 0, 0));
}

int os_memfd_create(const char *name, unsigned flags)
{
	return (int)checked(os_syscall(SYS_memfd_create, (long)name, flags, 0, 0, 0, 0));
}

int os_ftruncate(int fd, off_t size)
{
	return (int)checked(os_syscall(SYS_ftruncate, fd, size, 0, 0, 0, 0));
}

int os_prctl(int what, unsigned long argument)
{
	return (int)checked(os_syscall(SYS_prctl, what, (long)argument, 0, 0, 0, 0));
}

ssize_t os_write(int fd, const void *p, size_t n)
{
	return checked(os_syscall(SYS_write, fd, (long)p, (long)n, 0, 0, 0));
}

_Noreturn void os_exit(int status)
{
	for (;;)
		os_syscall(SYS_exit_group, status, 0, 0, 0, 0, 0);
}
