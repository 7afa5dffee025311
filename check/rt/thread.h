/* The program's handles of threads: see thread.c. */
#ifndef ACQREL_RT_THREAD_H
#define ACQREL_RT_THREAD_H

#include "rt.h"

#include <pthread.h>

/* The thread with this handle. That there is none is misuse of the function. */
struct fiber *need_thread(pthread_t t, const char *function, uint64_t pc);

#endif
