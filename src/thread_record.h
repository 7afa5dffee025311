/*
 * What the library keeps of a thread. Records are never freed, so that a handle stays good for unparking; one
 * that is not needed any more is given to the next thread.
 */
#ifndef ACQREL_SRC_THREAD_RECORD_H
#define ACQREL_SRC_THREAD_RECORD_H

#include <acqrel/thread.h>

#include <pthread.h>

struct ar_thread_record {
	ar_atomic_u32 token; /* see <acqrel/thread.h> */
	/* The running thread, and the right to join it. Once it is joined, it is not looked at any more. */
	ar_atomic_u32 owners;
	uint64_t id;
	pthread_t thread; /* the spawner's: it may be written only after the thread has begun */
	void *left;       /* the detacher's: see ar_os_detach() */
	void *(*f)(void *);
	void *arg;
	struct ar_thread_record *next; /* in the pool, or in a scope */
	struct ar_thread_record *made; /* before this one: a way to all, also for who looks for leaks */
	struct ar_hazard
		*hazards; /* while it has no thread: those of its last one, for the next (hazard.c) */
	char name[AR_THREAD_NAME_SIZE];
};

/*
 * A record without a thread, for `owners`; NULL if there is no memory. To be given back with ar_record_put.
 */
struct ar_thread_record *ar_record_take(uint32_t owners);
void ar_record_put(struct ar_thread_record *r);

/* One of the owners does not need it any more; the last one puts it back. */
void ar_record_leave(struct ar_thread_record *r);

/* The caller is r's thread from now on, and leaves it when it ends. */
void ar_record_is_mine(struct ar_thread_record *r);

/* The caller's record, which it gets now if it has none; NULL if there is no memory. */
struct ar_thread_record *ar_record_get(void);

/* The caller's record; NULL if it has none yet. */
struct ar_thread_record *ar_record_of_caller(void);

#endif
