/* The program's handles of threads: see thread.c. */
#ifndef ACQREL_RT_THREAD_H
#define ACQREL_RT_THREAD_H

#include "rt/rt.h"

#include <pthread.h>

/* The thread with this handle. That there is none is misuse of the function. */
struct fiber *need_thread(pthread_t t, const char *function, uint64_t pc);

/* The same for one that only waits for its end, whatever the thread. */
struct fiber *need_thread_to_join(pthread_t t, const char *function, uint64_t pc);

/* Misuse of the function if it was joined or detached before. */
void thread_detach(pthread_t thread, const char *function, uint64_t pc);

/* What a fiber runs. */
_Noreturn void thread_main(struct fiber *f);

/* What the thread does next is after the end of the other. */
void thread_await_end(struct fiber *other);

/* Also main's, which goes on to end the process when all others have. */
static inline bool thread_has_ended(const struct fiber *f)
{
	return f->state == FIBER_ENDED || f->left;
}

#endif
