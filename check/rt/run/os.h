/*
 * System calls of the runtime's own, which must not go through functions of libc that are interposed.
 * The build also sends calls of mmap, munmap, mprotect, madvise, prctl, memfd_create, ftruncate, write and
 * _exit here.
 */
#ifndef ACQREL_RT_OS_H
#define ACQREL_RT_OS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* The bare system call: its result, or a negative errno value. */
long os_syscall(long number, long a, long b, long c, long d, long e, long f);

void os_futex(int *word, int operation, int value);

/* Sleeps until the word, in memory shared with other processes, is not `value` any more, or for some time. */
void os_wait(uint32_t *word, uint32_t value, long nanoseconds);
void os_wake(uint32_t *word);

/* A lock in memory shared with other processes, 0 when free; for what is done at once. */
void os_lock(uint32_t *lock);
void os_unlock(uint32_t *lock);

/* Of the calling thread: a set is a bit for each signal, from 1. before: what it was, unless NULL. */
void os_signal_mask(int how, uint64_t set, uint64_t *before);

/* Ends the process at once. */
_Noreturn void os_exit(int status);

#endif
