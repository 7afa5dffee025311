/*
 * Signal handlers and masks. No signal ever arrives while a program is explored: what sends one is unsupported, and
 * nobody outside does. So handlers are only remembered, and masks have no effect; the runtime's own stay as they are.
 */
#include "rt.h"
#include "undo.h"

#include <errno.h>
#include <signal.h>

static struct sigaction actions[NSIG];
static uint64_t blocked[4096]; /* the masks, by thread */

static uint64_t *mask_of(const struct fiber *f)
{
	return f->thread < sizeof blocked / sizeof blocked[0] ? &blocked[f->thread] : NULL;
}

EXPORT int sigaction(int number, const struct sigaction *restrict action, struct sigaction *restrict old)
{
	if (!rt_in_program())
		return REAL(sigaction)(number, action, old);
	if (number <= 0 || number >= NSIG || (action && (number == SIGKILL || number == SIGSTOP))) {
		errno = EINVAL;
		return -1;
	}
	if (old) {
		plain_access((uint64_t)old, sizeof *old, true, RETURN_ADDRESS);
		*old = actions[number];
	}
	if (action) {
		plain_access((uint64_t)action, sizeof *action, false, RETURN_ADDRESS);
		undo_save(&actions[number], sizeof actions[number]);
		actions[number] = *action;
		rt.current->effects++;
	}
	return 0;
}

EXPORT sighandler_t signal(int number, sighandler_t handler)
{
	if (!rt_in_program())
		return REAL(signal)(number, handler);
	if (number <= 0 || number >= NSIG || number == SIGKILL || number == SIGSTOP) {
		errno = EINVAL;
		return SIG_ERR;
	}
	sighandler_t old = actions[number].sa_handler;
	undo_save(&actions[number], sizeof actions[number]);
	actions[number] = (struct sigaction){.sa_handler = handler, .sa_flags = SA_RESTART};
	rt.current->effects++;
	return old;
}

static int set_mask(int how, const sigset_t *set, sigset_t *old, uint64_t pc)
{
	uint64_t *mask = mask_of(rt.current), change = 0;

	if (set) {
		plain_access((uint64_t)set, sizeof change, false, pc);
		change = *(const uint64_t *)set;
	}
	if (old) {
		plain_access((uint64_t)old, sizeof *old, true, pc);
		*old = (sigset_t){{mask ? *mask : 0}};
	}
	if (!set || !mask)
		return 0;
	if (how != SIG_BLOCK && how != SIG_UNBLOCK && how != SIG_SETMASK)
		return EINVAL;
	undo_save(mask, sizeof *mask);
	*mask = how == SIG_BLOCK ? *mask | change : how == SIG_UNBLOCK ? *mask & ~change : change;
	return 0;
}

EXPORT int pthread_sigmask(int how, const sigset_t *set, sigset_t *old)
{
	return rt_in_program() ? set_mask(how, set, old, RETURN_ADDRESS) : REAL(pthread_sigmask)(how, set, old);
}

EXPORT int sigprocmask(int how, const sigset_t *restrict set, sigset_t *restrict old)
{
	if (!rt_in_program())
		return REAL(sigprocmask)(how, set, old);
	int error = set_mask(how, set, old, RETURN_ADDRESS);
	if (error)
		errno = error;
	return error ? -1 : 0;
}

EXPORT int sigpending(sigset_t *set)
{
	if (!rt_in_program())
		return REAL(sigpending)(set);
	plain_access((uint64_t)set, sizeof *set, true, RETURN_ADDRESS);
	*set = (sigset_t){0};
	return 0;
}

/* The runtime's own alternate stack stays: a stack that is used up is found with it. */
EXPORT int sigaltstack(const stack_t *restrict stack, stack_t *restrict old)
{
	if (!rt_in_program())
		return REAL(sigaltstack)(stack, old);
	if (old) {
		plain_access((uint64_t)old, sizeof *old, true, RETURN_ADDRESS);
		*old = (stack_t){.ss_flags = SS_DISABLE};
	}
	return 0;
}

EXPORT int siginterrupt(int number, int interrupt)
{
	return rt_in_program() ? 0 : ((int (*)(int, int))real_function("siginterrupt"))(number, interrupt);
}

/* A thread begins: with the mask of the one that has created it. */
void signals_inherit(const struct fiber *f, const struct fiber *creator)
{
	uint64_t *mask = mask_of(f), *from = mask_of(creator);

	if (!mask || !from || *mask == *from)
		return;
	undo_save(mask, sizeof *mask);
	*mask = *from;
}
