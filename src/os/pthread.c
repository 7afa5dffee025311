/*
 * Any system with POSIX threads: those who wait are kept in lists by the hash of the address, with a mutex
 * for each list and a condition variable for each waiter. For systems that have nothing better.
 */
#define _GNU_SOURCE
#include "no_fence.h"
#include "no_requeue.h"
#include "posix.h"

#include <errno.h>
#include <pthread.h>

struct waiter {
	struct waiter *next;
	ar_atomic_u32 *word;
	bool woken; /* and out of the list */
	pthread_cond_t wake;
};

#define BUCKETS 64 /* those of one bucket wait for its mutex only: a matter of speed */

struct bucket {
	pthread_mutex_t lock;
	struct waiter *first;
};

static struct bucket buckets[BUCKETS];
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_condattr_t monotonic;

static void initialise(void)
{
	for (size_t i = 0; i < BUCKETS; i++)
		pthread_mutex_init(&buckets[i].lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
}

static struct bucket *bucket_of(const ar_atomic_u32 *word)
{
	pthread_once(&once, initialise);
	return &buckets[(uintptr_t)word / sizeof *word * UINT64_C(0x9E3779B97F4A7C15) >> 32 & (BUCKETS - 1)];
}

static void take_out(struct bucket *b, struct waiter *gone)
{
	struct waiter **link = &b->first;

	while (*link != gone)
		link = &(*link)->next;
	*link = gone->next;
}

bool ar_os_wait(ar_atomic_u32 *word, uint32_t expected, ar_time deadline)
{
	struct timespec limit = {(time_t)(deadline / AR_SECOND), (long)(deadline % AR_SECOND)};
	struct bucket *b = bucket_of(word);
	struct waiter self = {.word = word};
	int result = 0, saved = errno, cancelling;

	/*
	 * No call of the library ends by being cancelled while it sleeps: the caller's locks and lists would
	 * stay as they are in the middle of it.
	 */
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancelling);
	pthread_mutex_lock(&b->lock);
	/* relaxed: the lock of the bucket orders it after every change that was followed by a wake */
	if (ar_load_relaxed(word) != expected) {
		pthread_mutex_unlock(&b->lock);
		pthread_setcancelstate(cancelling, &cancelling);
		return true;
	}
	pthread_cond_init(&self.wake, &monotonic);
	struct waiter **last = &b->first;
	while (*last)
		last = &(*last)->next;
	*last = &self;
	while (!self.woken && result != ETIMEDOUT)
		result = deadline == AR_NEVER ? pthread_cond_wait(&self.wake, &b->lock)
		                              : pthread_cond_timedwait(&self.wake, &b->lock, &limit);
	if (!self.woken)
		take_out(b, &self);
	pthread_mutex_unlock(&b->lock);
	pthread_cond_destroy(&self.wake);
	pthread_setcancelstate(cancelling, &cancelling);
	errno = saved;
	return self.woken;
}

static void wake(ar_atomic_u32 *word, bool all)
{
	struct bucket *b = bucket_of(word);

	pthread_mutex_lock(&b->lock);
	for (struct waiter **link = &b->first; *link;) {
		struct waiter *w = *link;
		if (w->word != word) {
			link = &w->next;
			continue;
		}
		*link = w->next;
		w->woken = true;
		/* Under the lock: once it is given up, the waiter may be gone. */
		pthread_cond_signal(&w->wake);
		if (!all)
			break;
	}
	pthread_mutex_unlock(&b->lock);
}

void ar_os_wake_one(ar_atomic_u32 *word)
{
	wake(word, false);
}

void ar_os_wake_all(ar_atomic_u32 *word)
{
	wake(word, true);
}

/* POSIX has no names for threads. */
void ar_os_name_thread(const char *name)
{
	(void)name;
}
