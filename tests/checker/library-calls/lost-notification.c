/*
 * The notification can come before the wait, which does not look whether it has.
 *
 * expect: lost-wakeup
 * report: lost wake-up: waiter sleeps, and no thread is left to wake it
 * report: waiter waits on `changed` at line 21, and no thread is left that would wake it.
 * report: ar_condvar_notify_one(&changed)
 * report: wakes no thread: none waits yet
 * report: A condition variable remembers no signals
 */
#include <acqrel/condvar.h>
#include <acqrel/thread.h>

static ar_mutex m;
static ar_condvar changed;

static void *waiter(void *arg)
{
	(void)arg;
	AR_LOCKED(&m) {
		ar_condvar_wait(&changed, &m);
	}
	return NULL;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		ar_scope_spawn(&s, waiter, NULL);
		ar_condvar_notify_one(&changed);
	}
}
