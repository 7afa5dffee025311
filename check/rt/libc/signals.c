/*
 * Signal handlers. No signal ever arrives while a program is explored: what sends one is unsupported, and
 * none from outside does. So handlers are only remembered; the runtime's own stay as they are. Masks are in
 * policy.c.
 */
#include "rt/libc/signals.h"

#include "rt/abi/interpose.h"
#include "rt/memory/plain.h"
#include "rt/run/undo.h"

#include <errno.h>
#include <signal.h>

static struct sigaction actions[NSIG];

bool signal_has_handler(int number)
{
	bool known = number > 0 && number < NSIG;

	return known && actions[number].sa_handler != SIG_DFL && actions[number].sa_handler != SIG_IGN;
}

INTERPOSE(int, sigaction)(int number, const struct sigaction *restrict action, struct sigaction *restrict old)
{
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

INTERPOSE(sighandler_t, signal)(int number, sighandler_t handler)
{
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

INTERPOSE(int, sigpending)(sigset_t *set)
{
	plain_access((uint64_t)set, sizeof *set, true, RETURN_ADDRESS);
	*set = (sigset_t){0};
	return 0;
}

/* The runtime's own alternate stack stays: a stack that is used up is found with it. */
INTERPOSE(int, sigaltstack)(const stack_t *restrict stack, stack_t *restrict old)
{
	if (old) {
		plain_access((uint64_t)old, sizeof *old, true, RETURN_ADDRESS);
		*old = (stack_t){.ss_flags = SS_DISABLE};
	}
	return 0;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
INTERPOSE(int, siginterrupt)(int number, int interrupt)
{
	return 0;
}
#pragma GCC diagnostic pop
