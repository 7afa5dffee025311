#include <acqrel/once.h>

#include "os/os.h"
#include "patience.h"
#include "specifications/once.h"

enum { NOT_DONE, RUNNING, RUNNING_SLEEPERS, DONE };

/* What this thread is doing for the first time, the innermost first. */
static _Thread_local ar_once_run *running;

/* Another thread is at it, unless it is this one: that would wait for itself. */
static void forbid_own(const ar_once *once, const char *name, const char *function, const char *place)
{
	for (const ar_once_run *run = running; run; run = run->outer)
		if (run->once == once)
			ar_misuse("the once", name, "was called", function, place,
			          "inside the function that it is calling for the first time");
}

/* Waits awake while another thread is at it and no thread sleeps, for a moment; then asleep. */
static void wait_for_other(ar_once *once)
{
	struct patience p = patience_for(once);
	uint32_t found;

	/* relaxed: only a hint when to look; what was done is acquired by the thread that looks */
	while ((found = ar_load_relaxed(&once->word)) == RUNNING && be_patient(&p))
		;
	/* relaxed, relaxed if it fails: no more than a request to be woken */
	if (found == RUNNING && ar_cas_strong_relaxed_relaxed(&once->word, &found, RUNNING_SLEEPERS))
		found = RUNNING_SLEEPERS;
	if (found == RUNNING_SLEEPERS)
		ar_os_wait(&once->word, RUNNING_SLEEPERS, AR_NEVER);
}

bool ar_once_begin(ar_once *once, ar_once_run *run, const char *name, const char *function, const char *place)
{
	uint32_t found = NOT_DONE;

	if (ar_modelled("ar_once")) {
		forbid_own(once, name, function, place);
		if (ar_model_step(&once->word, &once_begins, 0) == DONE)
			return false;
		run->once = once;
		run->outer = running;
		running = run;
		return true;
	}
	/*
	 * acquire, acquire if it fails: pairs with the release in end(); else we may miss what was done, or
	 * what somebody who failed has left behind
	 */
	while (!ar_cas_strong_acquire_acquire(&once->word, &found, RUNNING)) {
		if (found == DONE)
			return false;
		forbid_own(once, name, function, place);
		wait_for_other(once);
		found = NOT_DONE;
	}
	run->once = once;
	run->outer = running;
	running = run;
	return true;
}

void ar_once_end(ar_once *once, ar_once_run *run, bool done)
{
	running = run->outer;
	if (ar_modelled("ar_once")) {
		ar_model_step(&once->word, &once_ends, done);
		return;
	}
	/*
	 * release: pairs with the acquire of all who find it done, or try again; else they may miss what we
	 * did
	 */
	if (ar_swap_release(&once->word, done ? DONE : NOT_DONE) == RUNNING_SLEEPERS)
		ar_os_wake_all(&once->word);
}
