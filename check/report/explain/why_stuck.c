/* Why threads go no further. */
#include "protocol/outcome.h"
#include "protocol/step.h"
#include "report/explain/circle.h"
#include "report/explain/library.h"
#include "report/explain/why.h"
#include "report/explain/why_stale.h"
#include "report/names.h"
#include "report/resolved.h"
#include "report/source/places.h"
#include "report/source/stacks.h"
#include "report/words.h"

/* Since when the thread holds the lock. */
static uint32_t locked_since(const struct report *r, uint16_t thread, uint64_t lock)
{
	for (uint32_t i = (uint32_t)r->step_count; i-- > 0;)
		if (r->steps[i].kind == ACQ_STEP_LOCK && r->steps[i].thread == thread &&
		    r->steps[i].addr == lock)
			return i;
	return ACQ_NO_STEP;
}

static void tell_lock(struct report *r, uint32_t step)
{
	const struct acq_step *s = &r->steps[step];
	uint32_t since = locked_since(r, s->peer, s->addr);
	const char *owner = s->peer == s->thread ? "it itself" : thread_name(r, s->peer), *how;

	if (since == ACQ_NO_STEP)
		how = arena_print(r->arena, "%s holds", owner);
	else if (thread_ended(r, s->peer))
		how = arena_print(r->arena, "%s locked at %s and never unlocked: it has ended", owner,
		                  place_words(r, step_frame(r, since)));
	else
		how = arena_print(r->arena, "%s holds since %s", owner, place_words(r, step_frame(r, since)));
	why_say(r, arena_print(r->arena, "%s waits at %s for `%s`, which %s.", thread_name(r, s->thread),
	                       place_words(r, step_frame(r, step)), object_name(r, step), how));
}

static void tell_spin(struct report *r, uint32_t step)
{
	const struct acq_step *s = &r->steps[step];
	struct value_type type = {0};

	address_name(r, s->addr, s->len, &type);
	why_say(r, arena_print(r->arena,
	                       "%s reads `%s` at %s again and again. It stays %s, %s: no thread is left that "
	                       "would change it.",
	                       thread_name(r, s->thread), object_name(r, step),
	                       place_words(r, step_frame(r, step)),
	                       value_text(r, s->value_read, s->size, &type), written_words(r, s)));
}

static void tell_join(struct report *r, uint32_t step)
{
	const struct acq_step *s = &r->steps[step];

	why_say(r, arena_print(r->arena, "%s waits at %s for %s to end.", thread_name(r, s->thread),
	                       place_words(r, step_frame(r, step)),
	                       s->peer == s->thread ? "itself" : thread_name(r, s->peer)));
}

static void tell_wait(struct report *r, uint32_t step)
{
	const struct acq_step *s = &r->steps[step];
	const char *where = place_words(r, step_frame(r, step)), *who = thread_name(r, s->thread),
		   *what = object_name(r, step);

	if (s->op == ACQ_CALL_LIBRARY)
		why_say(r,
		        arena_print(r->arena,
		                    "%s waits at %s in `%s`, and no thread is left that would let it go on.",
		                    who, where, library_words(r, step)));
	else if (s->op == ACQ_CALL_SEM_WAIT)
		why_say(r, arena_print(r->arena,
		                       "%s waits at %s for `%s`, which stays 0: no thread is left that "
		                       "would post it.",
		                       who, where, what));
	else
		why_say(r, arena_print(r->arena,
		                       "%s waits at %s for others to arrive at `%s`, and none is left "
		                       "that would.",
		                       who, where, what));
}

/* Causes first, the circle of a deadlock before all; those who wait for others to end come last. */
void why_stuck(struct report *r)
{
	static const struct {
		uint8_t stuck;
		void (*tell)(struct report *r, uint32_t step);
	} kinds[] = {
		{ACQ_STUCK_SLEEP, why_asleep}, {ACQ_STUCK_LOCK, tell_lock}, {ACQ_STUCK_WAIT, tell_wait},
		{ACQ_STUCK_SPIN, tell_spin},   {ACQ_STUCK_JOIN, tell_join},
	};

	for (size_t i = 0; i < r->circle_count; i++) {
		bool lock = r->steps[r->circle[i]].stuck == ACQ_STUCK_LOCK;
		(lock ? tell_lock : tell_join)(r, r->circle[i]);
	}
	for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
		for (size_t i = 0; i < r->location_count; i++) {
			const struct acq_site *site = r->locations[i].site;
			if (site->role == ACQ_SITE_STUCK && site->step < r->step_count &&
			    r->steps[site->step].stuck == kinds[k].stuck && !circle_has(r, site->step))
				kinds[k].tell(r, site->step);
		}
}
