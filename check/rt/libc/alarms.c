/*
 * Alarms and timers. No signal ever arrives while a program is explored (signals.c), so none of them goes
 * off: for a watchdog that would end the process that is right, since it only waits for what takes too long.
 * Where the program has a handler for the signal, or asks for a thread, something is left out, and that is
 * said.
 */
#include "rt/abi/interpose.h"
#include "rt/error/notes.h"
#include "rt/error/violation.h"
#include "rt/libc/signals.h"
#include "rt/memory/plain.h"
#include "rt/run/undo.h"

#include <errno.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define MAX_TIMERS 256

static struct itimerval intervals[3]; /* ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF: as set last */
static struct timer {
	bool used;
	int signal; /* 0: none */
	struct itimerspec value;
} timers[MAX_TIMERS];

static int fail(int error)
{
	errno = error;
	return -1;
}

static void note_armed(const char *function, int signal)
{
	rt.current->effects++;
	if (signal && signal_has_handler(signal))
		outcome_add_bound("no signal arrives: what the handler does when the time of %s() has come "
		                  "was not explored",
		                  function);
}

/* Returns in *old what was set before, as if no time had gone by. */
static void set_interval(int which, const struct itimerval *value, struct itimerval *old,
                         const char *function)
{
	static const int signals[] = {SIGALRM, SIGVTALRM, SIGPROF};

	*old = intervals[which];
	undo_save(&intervals[which], sizeof intervals[which]);
	intervals[which] = *value;
	if (value->it_value.tv_sec || value->it_value.tv_usec)
		note_armed(function, signals[which]);
}

INTERPOSE(unsigned, alarm)(unsigned seconds)
{
	struct itimerval value = {.it_value.tv_sec = seconds}, old;

	set_interval(ITIMER_REAL, &value, &old, "alarm");
	return (unsigned)old.it_value.tv_sec + (old.it_value.tv_usec > 0);
}

INTERPOSE(useconds_t, ualarm)(useconds_t first, useconds_t interval)
{
	struct itimerval value = {.it_value.tv_usec = first, .it_interval.tv_usec = interval}, old;

	set_interval(ITIMER_REAL, &value, &old, "ualarm");
	return (useconds_t)(old.it_value.tv_sec * 1000000 + old.it_value.tv_usec);
}

INTERPOSE(int, setitimer)
(__itimer_which_t which, const struct itimerval *restrict value, struct itimerval *restrict old)
{
	struct itimerval before;

	if ((int)which < 0 || which > ITIMER_PROF)
		return fail(EINVAL);
	plain_access((uint64_t)value, sizeof *value, false, RETURN_ADDRESS);
	if (old)
		plain_access((uint64_t)old, sizeof *old, true, RETURN_ADDRESS);
	set_interval((int)which, value, &before, "setitimer");
	if (old)
		*old = before;
	return 0;
}

INTERPOSE(int, getitimer)(__itimer_which_t which, struct itimerval *value)
{
	if ((int)which < 0 || which > ITIMER_PROF)
		return fail(EINVAL);
	plain_access((uint64_t)value, sizeof *value, true, RETURN_ADDRESS);
	*value = intervals[which];
	return 0;
}

/*
 * --- timer_create and its relatives ------------------------------------------------------------------------
 */

/* What programs get are numbers from 1 up. */
static struct timer *timer_of(timer_t id)
{
	uint64_t n = (uint64_t)id;

	return n >= 1 && n <= MAX_TIMERS && timers[n - 1].used ? &timers[n - 1] : NULL;
}

INTERPOSE(int, timer_create)(clockid_t clock, struct sigevent *restrict event, timer_t *restrict id)
{
	uint64_t i = 0;

	if (event)
		plain_access((uint64_t)event, sizeof *event, false, RETURN_ADDRESS);
	if (event && event->sigev_notify == SIGEV_THREAD)
		violation_unsupported(RETURN_ADDRESS,
		                      "timer_create() with a function that is called in a thread");
	while (i < MAX_TIMERS && timers[i].used)
		i++;
	if (i == MAX_TIMERS)
		return fail(EAGAIN);
	undo_save(&timers[i], sizeof timers[i]);
	timers[i] = (struct timer){
		.used = true,
		.signal = !event                              ? SIGALRM
	                  : event->sigev_notify == SIGEV_NONE ? 0
	                                                      : event->sigev_signo,
	};
	rt.current->effects++;
	plain_access((uint64_t)id, sizeof *id, true, RETURN_ADDRESS);
	*id = (timer_t)(i + 1);
	return 0;
}

INTERPOSE(int, timer_settime)
(timer_t id, int flags, const struct itimerspec *restrict value, struct itimerspec *restrict old)
{
	struct timer *t = timer_of(id);
	if (!t)
		return fail(EINVAL);
	plain_access((uint64_t)value, sizeof *value, false, RETURN_ADDRESS);
	if (old) {
		plain_access((uint64_t)old, sizeof *old, true, RETURN_ADDRESS);
		*old = t->value;
	}
	undo_save(t, sizeof *t);
	t->value = *value;
	if (value->it_value.tv_sec || value->it_value.tv_nsec)
		note_armed("timer_settime", t->signal);
	return 0;
}

INTERPOSE(int, timer_gettime)(timer_t id, struct itimerspec *value)
{
	const struct timer *t = timer_of(id);
	if (!t)
		return fail(EINVAL);
	plain_access((uint64_t)value, sizeof *value, true, RETURN_ADDRESS);
	*value = t->value;
	return 0;
}

INTERPOSE(int, timer_getoverrun)(timer_t id)
{
	return timer_of(id) ? 0 : fail(EINVAL);
}

INTERPOSE(int, timer_delete)(timer_t id)
{
	struct timer *t = timer_of(id);
	if (!t)
		return fail(EINVAL);
	undo_save(t, sizeof *t);
	t->used = false;
	rt.current->effects++;
	return 0;
}
