/* What another process does with the processor: so that a busy machine decides nothing. */
#ifndef ACQREL_CLI_PROCESSOR_H
#define ACQREL_CLI_PROCESSOR_H

#include <stdbool.h>
#include <sys/types.h>

/* Seconds of processor time that the process has used; 0 if it has ended. */
double processor_used(pid_t pid);

/*
 * Whether it waits for something, or has ended: it neither runs nor would like to, and was not stopped
 * either.
 */
bool processor_unwanted(pid_t pid);

#endif
