/*
 * Two mutexes, locked in both orders.
 *
 * expect: deadlock
 * report: deadlock: back and forth each wait for a lock that the other holds
 * report: forth waits at line 20 for `to`, which back holds since line 28.
 * report: :19 lock from
 * report: lock to, held by back
 */
#include <acqrel/mutex.h>
#include <acqrel/thread.h>

static ar_mutex from, to;
static int moved;

static void *forth(void *arg)
{
	(void)arg;
	AR_LOCKED(&from)
		AR_LOCKED(&to)
			moved++;
	return NULL;
}

static void *back(void *arg)
{
	(void)arg;
	ar_mutex_lock(&to);
	ar_mutex_lock(&from);
	moved--;
	ar_mutex_unlock(&from);
	ar_mutex_unlock(&to);
	return NULL;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, forth, NULL);
		ar_scope_spawn(&s, back, NULL);
	}
}
