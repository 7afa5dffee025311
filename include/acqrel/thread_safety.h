/*
 * <acqrel/thread_safety.h>: which lock a function takes, needs or must not hold, for clang to check.
 *
 *	static ar_spinlock lock;
 *	static int total AR_GUARDED_BY(lock);
 *
 *	static void add_locked(int n) AR_REQUIRES(lock);
 *
 * With clang and -Wthread-safety, touching `total` or calling add_locked() without the lock is a warning;
 * for all other compilers these say nothing. A parameter's lock is named through it: AR_ACQUIRE(*l).
 */
#ifndef ACQREL_THREAD_SAFETY_H
#define ACQREL_THREAD_SAFETY_H

#if defined(__clang__)
#define AR_THREAD_SAFETY_(x) __attribute__((x))
#else
#define AR_THREAD_SAFETY_(x)
#endif

/* On a struct: it is a lock; name is what the compiler's messages call it. */
#define AR_CAPABILITY(name) AR_THREAD_SAFETY_(capability(name))

/*
 * On a variable or member: may be touched only by a holder of the lock. PT: the same for what it points to.
 */
#define AR_GUARDED_BY(lock)    AR_THREAD_SAFETY_(guarded_by(lock))
#define AR_PT_GUARDED_BY(lock) AR_THREAD_SAFETY_(pt_guarded_by(lock))

/* On a function: the caller gets the lock, gets it if the result is `result`, or gives it up. */
#define AR_ACQUIRE(lock)             AR_THREAD_SAFETY_(acquire_capability(lock))
#define AR_TRY_ACQUIRE(result, lock) AR_THREAD_SAFETY_(try_acquire_capability(result, lock))
#define AR_RELEASE(lock)             AR_THREAD_SAFETY_(release_capability(lock))

/* The same for holding a lock together with other readers. */
#define AR_ACQUIRE_SHARED(lock)             AR_THREAD_SAFETY_(acquire_shared_capability(lock))
#define AR_TRY_ACQUIRE_SHARED(result, lock) AR_THREAD_SAFETY_(try_acquire_shared_capability(result, lock))
#define AR_RELEASE_SHARED(lock)             AR_THREAD_SAFETY_(release_shared_capability(lock))
#define AR_REQUIRES_SHARED(lock)            AR_THREAD_SAFETY_(requires_shared_capability(lock))
#define AR_ASSERTS_SHARED(lock)             AR_THREAD_SAFETY_(assert_shared_capability(lock))

/*
 * On a function: the caller holds the lock, or does not; or: the lock is held when it returns, take its word.
 */
#define AR_REQUIRES(lock) AR_THREAD_SAFETY_(requires_capability(lock))
#define AR_EXCLUDES(lock) AR_THREAD_SAFETY_(locks_excluded(lock))
#define AR_ASSERTS(lock)  AR_THREAD_SAFETY_(assert_capability(lock))

/* On a function: the pointer that it returns is the lock that this parameter points to. */
#define AR_RETURNS(lock) AR_THREAD_SAFETY_(lock_returned(lock))

/* On a function: not to be analysed, because it does what the analysis cannot follow. */
#define AR_NO_THREAD_SAFETY AR_THREAD_SAFETY_(no_thread_safety_analysis)

#endif
