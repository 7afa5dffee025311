/*
 * With --library, what it is made of is told.
 *
 * expect: lost-wakeup
 * options: --library
 * report: called from ar_os_wait()
 * report: sleeps on `m`
 */
#include <acqrel/mutex.h>

static ar_mutex m;

int main(void)
{
	ar_mutex_lock(&m);
	ar_mutex_lock(&m);
}
