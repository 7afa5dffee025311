/*
 * What -DAR_DEBUG finds, by CASE; each would go unnoticed, or wait for ever, without. CASE 0 is a program in
 * which there is nothing to find.
 */
#define AR_DEBUG
#undef NDEBUG
#include <acqrel/condvar.h>
#include <acqrel/mutex.h>
#include <acqrel/rwlock.h>
#include <acqrel/spinlock.h>

#include <assert.h>
#include <pthread.h>

#ifndef CASE
#define CASE 0
#endif

static ar_mutex a, b;
static ar_rwlock c;
static ar_spinlock d;

static void *hold(void *arg) AR_NO_THREAD_SAFETY
{
	ar_mutex_lock(&a);
	return arg;
}

static void *in_order(void *arg)
{
	AR_LOCKED(&a) {
		AR_LOCKED(&b) {
			AR_WRITE_LOCKED(&c) {
				AR_SPIN_LOCKED(&d) {
				}
			}
		}
	}
	return arg;
}

static void in_thread(void *(*f)(void *))
{
	pthread_t thread;

	pthread_create(&thread, NULL, f, NULL);
	pthread_join(thread, NULL);
}

/* By CASE, what must not be done. */
static void misuse(void) AR_NO_THREAD_SAFETY
{
	if (CASE == 1) {
		ar_mutex_lock(&a);
		ar_mutex_lock(&a);
	} else if (CASE == 2) {
		in_thread(hold);
		ar_mutex_unlock(&a);
	} else if (CASE == 3) {
		in_order(NULL);
		ar_mutex_lock(&b);
		ar_mutex_lock(&a);
	} else if (CASE == 4) {
		in_thread(in_order);
		ar_spinlock_lock(&d);
		ar_mutex_lock_until(&a, AR_NEVER);
	} else if (CASE == 5) {
		ar_rwlock_read_lock(&c);
		ar_rwlock_read_lock(&c);
	} else if (CASE == 6) {
		in_order(NULL);
		ar_rwlock_read_lock(&c);
		ar_mutex_lock(&a);
	}
}

/* Tries do not wait, memory is used again, and who waits for a condition holds nothing meanwhile. */
static void fine(void) AR_NO_THREAD_SAFETY
{
	static ar_condvar cv;

	in_order(NULL);
	in_thread(in_order);
	ar_spinlock_lock(&d);
	assert(ar_mutex_try_lock(&a) && !ar_mutex_try_lock(&a));
	ar_mutex_unlock(&a);
	ar_spinlock_unlock(&d);
	ar_debug_forget(&a, sizeof a);
	ar_mutex_lock(&b);
	ar_mutex_lock(&a);
	assert(!ar_condvar_wait_until(&cv, &a, ar_after(AR_MICROSECOND)));
	ar_mutex_unlock(&b);
	ar_mutex_unlock(&a);
	assert(ar_rwlock_try_write_lock(&c));
	ar_rwlock_downgrade(&c);
	assert(!ar_rwlock_try_write_lock(&c));
	ar_rwlock_read_unlock(&c);
}

int main(void)
{
	if (CASE == 0)
		fine();
	misuse();
	return 0;
}
