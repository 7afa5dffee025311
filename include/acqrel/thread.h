/*
 * <acqrel/thread.h>: threads: starting, joining, parking, and scopes that join all they have started.
 *
 *	static void *count(void *arg)           // a thread
 *	{
 *		struct part *p = arg;
 *		p->words = count_words(p->text);
 *		return NULL;
 *	}
 *
 *	struct part left = {text}, right = {text + half};
 *	AR_THREAD_SCOPE(s) {                    // both have ended behind it, whatever way it is left
 *		ar_scope_spawn(&s, count, &left);
 *		ar_scope_spawn(&s, count, &right);
 *	}
 *
 * or one by one, with a result:
 *
 *	ar_thread t;
 *	void *result;
 *	int err = ar_thread_spawn(&t, count, &left);    // 0 or an errno value
 *	…
 *	ar_thread_join(t, &result);
 *
 * What a thread does comes after what its spawner did before spawning it, and what a joiner does after the
 * join comes after all that the thread did. A thread is a thread of the system; those started otherwise
 * (main, pthread_create) may use everything here too. When main returns, the process ends, and with it all
 * threads that are still running.
 *
 * A thread that has a handle, or has used a robust mutex, calls the library when it ends. So the shared
 * library stays in the process when the plugin that needed it is closed; a plugin that contains the static
 * one is to be linked with -Wl,-z,nodelete.
 *
 * Parking
 * -------
 *	while (!ar_load_acquire(&ready))        // a thread that waits for something
 *		ar_park();
 *
 *	ar_store_release(&ready, true);         // one that knows which thread waits
 *	ar_unpark(waiter);
 *
 * Each thread has one token. ar_unpark() gives it, ar_park() waits for it and takes it: an unpark that comes
 * first makes the next park return at once, so that none gets lost. Tokens are saved, not stacked: two
 * unparks before a park are one. What was done before an unpark that gave or found the token has happened for
 * the thread that takes it. Anybody may unpark any thread at any time, libraries too, so that a park may end
 * for a reason that is not the caller's: it belongs in a loop that looks again.
 *
 * The word    meaning                       who may change it, to what
 * 0           no token, no thread sleeps    its thread, to -1; any thread, to 1
 * 1           token                         its thread, to 0, by an operation that acquires
 * -1          its thread sleeps, or will    any thread, to 1, who then wakes it; its thread, to 0, if time is
 *                                           up
 *
 * (As in Rust's std::thread: Bos, Rust Atomics and Locks, chapters 1 and 9.)
 *
 * Handles
 * -------
 * An ar_thread is the right, and the duty, to join a thread or to detach it, and is for one thread to use. An
 * ar_thread_handle is who a thread is, is copied freely, and **stays good for ar_unpark() for ever**: waking
 * somebody usually means that the thread may end at any moment, so that a handle that dies with it could not
 * be used. It names a record of 128 bytes or so, which the library allocates when a thread is spawned or asks
 * for its own handle first, and gives to a later thread when this one has ended and has been joined or
 * detached; it is not returned to the system. Unparking a thread that has ended does nothing, or gives its
 * token to a later one, for which it is one more park that ends for no reason.
 */
#ifndef ACQREL_THREAD_H
#define ACQREL_THREAD_H

#include <acqrel/api.h>
#include <acqrel/atomic.h>
#include <acqrel/guard.h>
#include <acqrel/misuse.h>
#include <acqrel/time.h>

/* Who a thread is: equal for the same thread only, while it lives. NULL is no thread. */
typedef struct ar_thread_record *ar_thread_handle;

/* A thread to be joined or detached. Zero-filled: none. May be moved. */
typedef struct ar_thread {
	ar_thread_handle handle_;
	int state_;
} ar_thread;

/* How to start a thread. Zero-filled: as ar_thread_spawn() does. */
typedef struct ar_thread_options {
	/* copied; for debuggers and ps, which may show its first 15 bytes only. NULL: none */
	const char *name;
	size_t stack_size; /* at least, in bytes; 0: what the system thinks right */
} ar_thread_options;

/* The longest name, with the zero behind it. */
#define AR_THREAD_NAME_SIZE 64

AR_BEGIN_DECLARATIONS

/*
 * Starts a thread that calls f(arg). Returns 0, and *t is then to be joined or detached; or, with *t not
 * touched, ENOMEM, EAGAIN (no more threads can be had) or ENAMETOOLONG. *t need not be initialised.
 */
AR_API int ar_thread_spawn(ar_thread *t, void *(*f)(void *), void *arg);
AR_API int ar_thread_spawn_with(ar_thread *t, const ar_thread_options *options, void *(*f)(void *),
                                void *arg);

/*
 * void ar_thread_join(ar_thread t, void **result): waits until the thread has ended and stores what f
 * returned (or the argument of pthread_exit) in *result, unless result is NULL. Joining a thread twice, one
 * that was detached, none, or oneself, aborts with a sentence that names it and the caller; so does a join
 * that can never end because the two wait for each other, where the system notices. t is a variable, not a
 * copy of one: it remembers that it was joined.
 */
#define ar_thread_join(t, result) ar_thread_join_by(&(t), result, #t, AR_CALLER)

/*
 * void ar_thread_detach(ar_thread t): lets the thread run by itself; no thread can join it any more, and what
 * it returns is lost. The thread may detach itself. Aborts like ar_thread_join.
 */
#define ar_thread_detach(t) ar_thread_detach_by(&(t), #t, AR_CALLER)

/* ar_thread_handle ar_thread_handle_of(ar_thread t): the thread's handle. Before join and detach only. */
#define ar_thread_handle_of(t) ar_thread_handle_by(&(t), #t, AR_CALLER)

/* The caller's own handle. Aborts if a thread that was started otherwise asks first and no memory is left. */
AR_API ar_thread_handle ar_thread_current(void);

/*
 * A number that no other thread of the process has, had or will have, never 0; and the name, "" if none. For
 * a thread that is the caller, or has been spawned and not been joined or detached yet.
 */
AR_API uint64_t ar_thread_id(ar_thread_handle thread);
AR_API const char *ar_thread_name(ar_thread_handle thread);

/* Waits for the caller's token and takes it. */
AR_API void ar_park(void);

/*
 * The same, but no longer than until `deadline`. Returns whether there was a token; one is taken in any case.
 */
AR_API bool ar_park_until(ar_time deadline);

/*
 * void ar_unpark(ar_thread_handle thread): gives the thread its token, and wakes it if it is parked. The
 * thread may have ended. Unparking NULL aborts.
 */
#define ar_unpark(thread) ar_unpark_by(thread, #thread, AR_CALLER)

/* Lets other threads run first. A hint. */
AR_API void ar_thread_yield(void);

/* Does nothing until `deadline`. */
AR_API void ar_thread_sleep_until(ar_time deadline);

AR_END_DECLARATIONS

/*
 * AR_THREAD_SCOPE(s) { … } runs the block and then waits for all threads that were spawned in it, on every
 * way out: its end, return, goto, and break and continue, which leave this block (not a loop around it). So
 * its threads may use local variables that are declared outside of it; those of the block itself are gone
 * when it joins. Where the compiler has no cleanup attribute the block joins at its end and on continue
 * alone: AR_HAS_CLEANUP is then 0.
 *
 * s is an ar_thread_scope; a pointer to it may be handed to the threads, to spawn more.
 */
#define AR_THREAD_SCOPE(s)                                                                   \
	for (ar_thread_scope s AR_CLEANUP_(ar_thread_scope_end) = {AR_ATOMIC_INIT(NULL), 0}; \
	     ar_thread_scope_begin(&s); AR_UNLESS_CLEANUP_(ar_thread_scope_end(&s)))

typedef struct ar_thread_scope {
	ar_atomic_ptr(struct ar_thread_record) threads_; /* the newest first */
	int entered_;
} ar_thread_scope;

AR_BEGIN_DECLARATIONS

/*
 * Starts a thread that calls f(arg) and is joined at the end of the block. Returns 0 or an errno value, as
 * ar_thread_spawn does. What f returns is dropped: results go where arg points to. May be called in the block
 * and by threads of the scope.
 */
AR_API int ar_scope_spawn(ar_thread_scope *s, void *(*f)(void *), void *arg);
AR_API int ar_scope_spawn_with(ar_thread_scope *s, const ar_thread_options *options, void *(*f)(void *),
                               void *arg);

/* --- What the macros call --------------------------------------------------------------------------- */

AR_API void ar_thread_join_by(ar_thread *t, void **result, const char *name, const char *function,
                              const char *place);
AR_API void ar_thread_detach_by(ar_thread *t, const char *name, const char *function, const char *place);
AR_API ar_thread_handle ar_thread_handle_by(const ar_thread *t, const char *name, const char *function,
                                            const char *place);
AR_API void ar_unpark_by(ar_thread_handle thread, const char *name, const char *function, const char *place);
AR_API void ar_thread_scope_end(ar_thread_scope *s);

AR_END_DECLARATIONS

static inline bool ar_thread_scope_begin(ar_thread_scope *s)
{
	return !s->entered_++;
}

#endif
