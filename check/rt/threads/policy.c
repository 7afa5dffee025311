/*
 * What libc lets threads say about how the system runs them: on which processors, with which priority and
 * signal mask. Nothing here bears on which executions there are. What a program sets it gets when it asks,
 * where that is one number; else it gets what it would be without having set anything.
 */
#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/run/fiber.h"
#include "rt/run/undo.h"
#include "rt/sync/object.h"
#include "rt/threads/thread.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>

/*
 * --- Processors and priorities ----------------------------------------------------------------------------
 */

INTERPOSE(int, pthread_setaffinity_np)(pthread_t thread, size_t size, const cpu_set_t *set)
{
	need_thread(thread, "pthread_setaffinity_np", RETURN_ADDRESS);
	plain_access((uint64_t)set, size, false, RETURN_ADDRESS);
	return 0;
}

INTERPOSE(int, sched_setaffinity)(pid_t pid, size_t size, const cpu_set_t *set)
{
	plain_access((uint64_t)set, size, false, RETURN_ADDRESS);
	return 0;
}

/* All threads may run where the process may. */
INTERPOSE(int, pthread_getaffinity_np)(pthread_t thread, size_t size, cpu_set_t *set)
{
	need_thread(thread, "pthread_getaffinity_np", RETURN_ADDRESS);
	plain_access((uint64_t)set, size, true, RETURN_ADDRESS);
	memory_save((uint64_t)set, size);
	return REAL(sched_getaffinity)(0, size, set) < 0 ? EINVAL : 0;
}

static int check_priority(int policy, const struct sched_param *p, uint64_t pc)
{
	plain_access((uint64_t)p, sizeof *p, false, pc);
	int low = REAL(sched_get_priority_min)(policy), high = REAL(sched_get_priority_max)(policy);
	return low < 0 || p->sched_priority < low || p->sched_priority > high ? EINVAL : 0;
}

INTERPOSE(int, pthread_setschedparam)(pthread_t thread, int policy, const struct sched_param *p)
{
	struct fiber *f = need_thread(thread, "pthread_setschedparam", RETURN_ADDRESS);
	int error = check_priority(policy, p, RETURN_ADDRESS);
	if (error)
		return error;
	fiber_save(f);
	f->policy = policy;
	f->priority = p->sched_priority;
	rt.current->effects++;
	return 0;
}

INTERPOSE(int, pthread_getschedparam)(pthread_t thread, int *policy, struct sched_param *p)
{
	const struct fiber *f = need_thread(thread, "pthread_getschedparam", RETURN_ADDRESS);
	plain_access((uint64_t)policy, sizeof *policy, true, RETURN_ADDRESS);
	plain_access((uint64_t)p, sizeof *p, true, RETURN_ADDRESS);
	*policy = f->policy;
	p->sched_priority = f->priority;
	return 0;
}

INTERPOSE(int, pthread_setschedprio)(pthread_t thread, int priority)
{
	struct fiber *f = need_thread(thread, "pthread_setschedprio", RETURN_ADDRESS);
	if (priority < REAL(sched_get_priority_min)(f->policy) ||
	    priority > REAL(sched_get_priority_max)(f->policy))
		return EINVAL;
	fiber_save(f);
	f->priority = priority;
	rt.current->effects++;
	return 0;
}

static int concurrency;

INTERPOSE(int, pthread_setconcurrency)(int level)
{
	if (level < 0)
		return EINVAL;
	undo_save(&concurrency, sizeof concurrency);
	concurrency = level;
	rt.current->effects++;
	return 0;
}

INTERPOSE(int, pthread_getconcurrency)(void)
{
	return concurrency;
}

/* Only those that count all processor time are known: see virtual_time.c. */
INTERPOSE(int, pthread_getcpuclockid)(pthread_t thread, clockid_t *clock)
{
	need_thread(thread, "pthread_getcpuclockid", RETURN_ADDRESS);
	plain_access((uint64_t)clock, sizeof *clock, true, RETURN_ADDRESS);
	*clock = CLOCK_PROCESS_CPUTIME_ID;
	return 0;
}

INTERPOSE(int, pthread_getattr_np)(pthread_t thread, pthread_attr_t *a)
{
	const struct fiber *f = need_thread(thread, "pthread_getattr_np", RETURN_ADDRESS);
	plain_access((uint64_t)a, sizeof *a, true, RETURN_ADDRESS);
	REAL(pthread_attr_init)(a);
	REAL(pthread_attr_setstack)(a, f->stack_low, (size_t)(f->stack_high - f->stack_low));
	REAL(pthread_attr_setdetachstate)
	(a, f->detached ? PTHREAD_CREATE_DETACHED : PTHREAD_CREATE_JOINABLE);
	return 0;
}

/*
 * --- Signals and cancellation, of which there are none ----------------------------------------------------
 */

INTERPOSE(int, pthread_kill)(pthread_t thread, int signal)
{
	need_thread(thread, "pthread_kill", RETURN_ADDRESS);
	if (signal < 0 || signal >= NSIG)
		return EINVAL;
	if (signal)
		violation_unsupported(RETURN_ADDRESS, "pthread_kill with a signal: signals are not modelled");
	return 0;
}

static int change_mask(int how, const sigset_t *set, sigset_t *old, uint64_t pc)
{
	struct fiber *f = rt.current;
	uint64_t mask = f->signal_mask, change;

	if (set) {
		plain_access((uint64_t)set, sizeof *set, false, pc);
		rt_copy(&change, set, sizeof change);
		if (how == SIG_SETMASK)
			f->signal_mask = change;
		else if (how == SIG_BLOCK)
			f->signal_mask |= change;
		else if (how == SIG_UNBLOCK)
			f->signal_mask &= ~change;
		else
			return EINVAL;
		/* As the system does. */
		f->signal_mask &= ~((uint64_t)1 << (SIGKILL - 1) | (uint64_t)1 << (SIGSTOP - 1));
	}
	if (old) {
		plain_access((uint64_t)old, sizeof *old, true, pc);
		rt_fill(old, 0, sizeof *old);
		rt_copy(old, &mask, sizeof mask);
	}
	return 0;
}

INTERPOSE(int, pthread_sigmask)(int how, const sigset_t *set, sigset_t *old)
{
	return change_mask(how, set, old, RETURN_ADDRESS);
}

INTERPOSE(int, sigprocmask)(int how, const sigset_t *set, sigset_t *old)
{
	int error = change_mask(how, set, old, RETURN_ADDRESS);
	if (error) {
		memory_save((uint64_t)&errno, sizeof errno);
		errno = error;
	}
	return error ? -1 : 0;
}

INTERPOSE(int, pthread_cancel)(pthread_t thread)
{
	violation_unsupported(RETURN_ADDRESS,
	                      "pthread_cancel: cancellation is not modelled; let the thread look at an "
	                      "atomic flag instead, where checked");
}

static int exchange(uint8_t *state, int value, int *old, uint64_t pc)
{
	if (value != 0 && value != 1)
		return EINVAL;
	if (old) {
		plain_access((uint64_t)old, sizeof *old, true, pc);
		*old = *state;
	}
	*state = (uint8_t)value;
	return 0;
}

INTERPOSE(int, pthread_setcancelstate)(int state, int *old)
{
	return exchange(&rt.current->cancel_state, state, old, RETURN_ADDRESS);
}

INTERPOSE(int, pthread_setcanceltype)(int type, int *old)
{
	return exchange(&rt.current->cancel_type, type, old, RETURN_ADDRESS);
}

INTERPOSE(void, pthread_testcancel)(void)
{
}

/* What pthread_atfork is made of. No process is ever forked. */
int __register_atfork(void (*prepare)(void), void (*parent)(void), void (*child)(void), void *library);

INTERPOSE(int, __register_atfork)
(void (*prepare)(void), void (*parent)(void), void (*child)(void), void *library)
{
	return 0;
}
