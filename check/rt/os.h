/*
 * System calls of the runtime's own, which must not go through functions of libc that are interposed.
 * The build also sends the engine's calls of mmap, munmap, mprotect, write and _exit here.
 */
#ifndef ACQREL_RT_OS_H
#define ACQREL_RT_OS_H

#include <stddef.h>
#include <sys/types.h>

/* The bare system call: its result, or a negative errno value. */
long os_syscall(long number, long a, long b, long c, long d, long e, long f);

void os_futex(int *word, int operation, int value);

/* Ends the process at once. */
_Noreturn void os_exit(int status);

#endif
