#include "thread_record.h"

#include "os/os.h"

#include <acqrel/hazard.h>
#include <acqrel/mutex.h>

#include <stdlib.h>

static ar_mutex lock;
/* The oldest first: its thread is most likely gone. */
static struct ar_thread_record *unused AR_GUARDED_BY(lock);
static struct ar_thread_record **unused_end AR_GUARDED_BY(lock) = &unused;
static struct ar_thread_record *last_made AR_GUARDED_BY(lock);
static uint64_t last_id AR_GUARDED_BY(lock);

/* Its destructor runs when a thread ends, however it was started. */
static pthread_key_t ends;
static bool ends_made AR_GUARDED_BY(lock);

static _Thread_local struct ar_thread_record *mine;

/* Here, so that programs without hazards need no hazard.c. */
__thread struct ar_hazard *ar_hazard_unused_;

static void at_end(void *r)
{
	mine->hazards = ar_hazard_unused_;
	ar_hazard_unused_ = NULL;
	mine = NULL;
	ar_record_leave(r);
}

static struct ar_thread_record *make(void) AR_REQUIRES(lock)
{
	if (!ends_made && pthread_key_create(&ends, at_end) != 0)
		return NULL;
	ends_made = true;
	/* So large that no two tokens are in one cache line: each is written by all who unpark its thread. */
	size_t size = (sizeof(struct ar_thread_record) + AR_CACHE_LINE - 1) / AR_CACHE_LINE * AR_CACHE_LINE;
	struct ar_thread_record *r = malloc(size);
	if (!r)
		return NULL;
	r->left = NULL;
	r->hazards = NULL;
	r->made = last_made;
	last_made = r;
	return r;
}

struct ar_thread_record *ar_record_take(uint32_t owners)
{
	struct ar_thread_record *r = NULL;

	AR_LOCKED(&lock) {
		r = unused && (!unused->left || ar_os_has_gone(unused->left)) ? unused : make();
		if (!r)
			break;
		if (r == unused && !(unused = r->next))
			unused_end = &unused;
		r->id = ++last_id;
	}
	if (!r)
		return NULL;
	if (r->left) {
		pthread_join(r->thread, NULL);
		r->left = NULL;
	}
	r->name[0] = '\0';
	/* relaxed: the thread that owns it hears of it by the start of the thread, or is the caller */
	ar_store_relaxed(&r->owners, owners);
	/* relaxed: as above; a stale unpark may come before or after, and is one for no reason anyway */
	ar_store_relaxed(&r->token, 0);
	return r;
}

void ar_record_put(struct ar_thread_record *r)
{
	AR_LOCKED(&lock) {
		r->next = NULL;
		*unused_end = r;
		unused_end = &r->next;
	}
}

void ar_record_leave(struct ar_thread_record *r)
{
	/*
	 * acq_rel: pairs with itself; what the other owner did with the record comes before it is another
	 * thread's, and so does what this one did
	 */
	if (ar_fetch_sub_acq_rel(&r->owners, 1) == 1)
		ar_record_put(r);
}

void ar_record_is_mine(struct ar_thread_record *r)
{
	mine = r;
	ar_hazard_unused_ = r->hazards;
	pthread_setspecific(ends, r);
}

/* A thread that was started otherwise gets its record here; it cannot be joined by us. */
struct ar_thread_record *ar_record_get(void)
{
	if (mine)
		return mine;
	struct ar_thread_record *r = ar_record_take(1);
	if (r)
		ar_record_is_mine(r);
	return r;
}

static struct ar_thread_record *adopt(void)
{
	if (!ar_record_get())
		ar_misuse_found(
			"acqrel: no memory is left for the handle of a thread (see ar_thread_current).");
	return mine;
}

struct ar_thread_record *ar_record_of_caller(void)
{
	return mine;
}

ar_thread_handle ar_thread_current(void)
{
	return AR_LIKELY_(mine != NULL) ? mine : adopt();
}

uint64_t ar_thread_id(ar_thread_handle thread)
{
	return thread->id;
}

const char *ar_thread_name(ar_thread_handle thread)
{
	return thread->name;
}
