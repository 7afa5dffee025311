/* To be called when a thread ends. */
#ifndef ACQREL_SRC_OS_THREAD_END_H
#define ACQREL_SRC_OS_THREAD_END_H

/*
 * Has f called once, by the calling thread itself, when it ends: after its function has returned, or it has
 * left or was cancelled. Not when the process ends. One f for each thread. Returns 0 or an errno value.
 */
int ar_os_at_thread_end(void (*f)(void));

#endif
