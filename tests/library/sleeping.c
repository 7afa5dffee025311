/*
 * Whoever has to wait for long sleeps: three threads wait a fifth of a second for the same thing, and use
 * hardly any processor time.
 */
#undef NDEBUG
#include <acqrel/barrier.h>
#include <acqrel/condvar.h>
#include <acqrel/event.h>
#include <acqrel/latch.h>
#include <acqrel/mutex.h>
#include <acqrel/once.h>
#include <acqrel/rwlock.h>
#include <acqrel/semaphore.h>
#include <acqrel/thread.h>
#include <acqrel/time.h>

#include <assert.h>
#include <stdio.h>
#include <time.h>

#define WAITERS 3

static ar_mutex mutex;
static ar_rwlock rwlock;
static ar_condvar condvar;
static bool condition;
static ar_semaphore semaphore;
static ar_binary_semaphore binary_semaphore;
static ar_event event;
static ar_latch latch = AR_LATCH_INIT(1);
static ar_barrier barrier;
static ar_once once;
static ar_event once_may_end;
static ar_thread first_caller;
static ar_thread_handle parked[WAITERS];
static ar_semaphore about_to_park;

static void hold_mutex(void) AR_NO_THREAD_SAFETY
{
	ar_mutex_lock(&mutex);
}

static void give_up_mutex(void) AR_NO_THREAD_SAFETY
{
	ar_mutex_unlock(&mutex);
}

static void use_mutex(int self)
{
	(void)self;
	ar_mutex_lock(&mutex);
	ar_mutex_unlock(&mutex);
}

static void hold_rwlock(void) AR_NO_THREAD_SAFETY
{
	ar_rwlock_write_lock(&rwlock);
}

static void give_up_rwlock(void) AR_NO_THREAD_SAFETY
{
	ar_rwlock_write_unlock(&rwlock);
}

static void read_or_write(int self)
{
	if (self == 0) {
		ar_rwlock_write_lock(&rwlock);
		ar_rwlock_write_unlock(&rwlock);
	} else {
		ar_rwlock_read_lock(&rwlock);
		ar_rwlock_read_unlock(&rwlock);
	}
}

static void wait_for_condition(int self)
{
	(void)self;
	ar_mutex_lock(&mutex);
	while (!condition)
		ar_condvar_wait(&condvar, &mutex);
	ar_mutex_unlock(&mutex);
}

static void make_true(void)
{
	ar_mutex_lock(&mutex);
	condition = true;
	ar_mutex_unlock(&mutex);
	ar_condvar_notify_all(&condvar);
}

static void take_permit(int self)
{
	(void)self;
	ar_semaphore_wait(&semaphore);
}

static void post_for_all(void)
{
	for (int i = 0; i < WAITERS; i++)
		ar_semaphore_post(&semaphore);
}

static void take_and_give(int self)
{
	(void)self;
	ar_binary_semaphore_wait(&binary_semaphore);
	ar_binary_semaphore_post(&binary_semaphore);
}

static void post_once(void)
{
	ar_binary_semaphore_post(&binary_semaphore);
}

static void wait_for_event(int self)
{
	(void)self;
	ar_event_wait(&event);
}

static void set_event(void)
{
	ar_event_set(&event);
}

static void wait_for_latch(int self)
{
	(void)self;
	ar_latch_wait(&latch);
}

static void open_latch(void)
{
	ar_latch_count_down(&latch, 1);
}

static void arrive(int self)
{
	(void)self;
	ar_barrier_wait(&barrier, WAITERS + 1);
}

static void arrive_last(void)
{
	ar_barrier_wait(&barrier, WAITERS + 1);
}

static void take_long(void)
{
	ar_event_wait(&once_may_end);
}

static void call_once(int self)
{
	(void)self;
	ar_once_call(&once, take_long);
}

static void *call_first(void *arg)
{
	call_once(0);
	return arg;
}

static void have_it_called(void)
{
	assert(ar_thread_spawn(&first_caller, call_first, NULL) == 0);
}

static void let_it_return(void)
{
	ar_event_set(&once_may_end);
	ar_thread_join(first_caller, NULL);
}

static void park(int self)
{
	parked[self] = ar_thread_current();
	ar_semaphore_post(&about_to_park);
	ar_park();
}

static void unpark_all(void)
{
	for (int i = 0; i < WAITERS; i++)
		ar_semaphore_wait(&about_to_park);
	for (int i = 0; i < WAITERS; i++)
		ar_unpark(parked[i]);
}

static void do_nothing(void)
{
}

static const struct waiting {
	const char *name;
	void (*begin)(void);
	void (*wait)(int self);
	void (*end)(void);
} all[] = {
	{"mutex", hold_mutex, use_mutex, give_up_mutex},
	{"rwlock", hold_rwlock, read_or_write, give_up_rwlock},
	{"condition variable", do_nothing, wait_for_condition, make_true},
	{"semaphore", do_nothing, take_permit, post_for_all},
	{"binary semaphore", do_nothing, take_and_give, post_once},
	{"event", do_nothing, wait_for_event, set_event},
	{"latch", do_nothing, wait_for_latch, open_latch},
	{"barrier", do_nothing, arrive, arrive_last},
	{"once", have_it_called, call_once, let_it_return},
	{"park", do_nothing, park, unpark_all},
};

static const struct waiting *now;

static void *wait_for_it(void *self)
{
	now->wait((int)(intptr_t)self);
	return NULL;
}

int main(void)
{
	ar_thread waiters[WAITERS];
	double most = 0.03;

	for (now = all; now < all + sizeof all / sizeof all[0]; now++) {
		clock_t before = clock();
		now->begin();
		for (intptr_t i = 0; i < WAITERS; i++)
			assert(ar_thread_spawn(&waiters[i], wait_for_it, (void *)i) == 0);
		ar_park_until(ar_after(200 * AR_MILLISECOND));
		now->end();
		for (int i = 0; i < WAITERS; i++)
			ar_thread_join(waiters[i], NULL);
		double used = (double)(clock() - before) / CLOCKS_PER_SEC;
		if (used > most) {
			printf("%s: %d threads that waited for 0.2 s used %.3f s of processor time, more "
			       "than %.3f\n",
			       now->name, WAITERS, used, most);
			return 1;
		}
	}
	return 0;
}
