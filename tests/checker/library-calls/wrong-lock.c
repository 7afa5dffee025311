/*
 * Each of two threads locks, but not the same lock.
 *
 * expect: data-race
 * report: data race on `n`
 * report: one holds `a` at line 19; two holds `b` at line 26.
 * report: Two different locks do not exclude each other.
 */
#include <acqrel/mutex.h>
#include <acqrel/thread.h>

static ar_mutex a, b;
static int n;

static void *one(void *arg)
{
	(void)arg;
	AR_LOCKED(&a)
		n++;
	return NULL;
}

static void *two(void *arg)
{
	ar_mutex_lock(&b);
	n++;
	ar_mutex_unlock(&b);
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, one, NULL);
		ar_scope_spawn(&s, two, NULL);
	}
}
