/*
 * Parallel regions. Each thread that encounters one has a pool of others, which it calls into the team and
 * which wait for the next call afterwards. At a barrier each member says in a word of its own that it has
 * arrived, and waits for those of all others: so in whichever order they arrive, it is one execution. Two
 * words are enough for each member: nobody arrives at the barrier after the next before all have left this
 * one.
 */
#include "openmp.h"

#include "steps.h"

#include <acqrel/check.h>
#include <stdio.h>

/* What C++ registers destructors of a thread with. */
int __cxa_thread_atexit_impl(void (*call)(void *), void *argument, void *library);

struct worker { /* a thread of a pool */
	struct worker *next;
	uint64_t number; /* of words */
	uint64_t regions;
	struct team *team;
	unsigned member;
};

__thread struct locals locals;

static const ar_model_call calls = WORD_STEP(word_becomes, .changing = AR_MODEL_RELEASES);
static const ar_model_call arrives = WORD_STEP(word_becomes, .changing = AR_MODEL_RELEASES);
static const ar_model_call waits = WORD_STEP(word_is, .looking = AR_MODEL_ACQUIRES);
static const ar_model_call tries_first = WORD_STEP(word_takes);

_Noreturn void openmp_misuse(const char *sentence)
{
	ar_misuse_found(sentence);
}

_Noreturn void openmp_lacks(const char *what)
{
	ar_model_unsupported(what);
}

/* --- The current task --------------------------------------------------------------------------------- */

static void begin_thread(void)
{
	locals.initial_team.number = ar_model_ticket();
	locals.initial_team.size = 1;
	locals.initial_task.team = &locals.initial_team;
	locals.initial_task.settings = settings_at_first;
	locals.current = &locals.initial_task;
}

struct task *task_current(void)
{
	if (!locals.current)
		begin_thread();
	return locals.current;
}

void task_set_current(struct task *task)
{
	locals.current = task;
}

/* --- Threads of a pool -------------------------------------------------------------------------------- */

/* Comes to the end of its part of the region, and says so. */
static void work(struct team *team, unsigned member)
{
	struct task *task = &team->members[member];

	locals.current = task;
	seat_begin(task);
	team->function(team->data);
	seat_end(task);
	task_wait_for_all(task);
	ar_model_step(word_of(team->number, WORD_ENDED, member), &arrives, 1);
}

static void *worker_main(void *argument)
{
	struct worker *self = argument;
	void *region = word_of(self->number, WORD_REGION, 0);

	for (uint64_t i = 1; ar_model_step(region, &waits, i) != WORD_DISMISSED; i++)
		work(self->team, self->member);
	team_dismiss();
	ar_model_free(self);
	return NULL;
}

void team_dismiss(void)
{
	for (struct worker *w = locals.pool, *next; w; w = next) {
		next = w->next;
		ar_model_step(word_of(w->number, WORD_REGION, 0), &calls, WORD_DISMISSED);
	}
	locals.pool = locals.pool_end = NULL;
}

static void dismiss_at_end(void *unused)
{
	(void)unused;
	team_dismiss();
}

/* The second is for regions that what the program has registered with atexit() encounters. */
static void begin_pool(void)
{
	__cxa_thread_atexit_impl(dismiss_at_end, NULL, NULL);
	atexit(team_dismiss);
}

static struct worker *new_worker(unsigned number)
{
	struct worker *w = ar_model_allocate(sizeof *w, 16);
	char name[16];

	if (!locals.pool)
		begin_pool();
	w->number = ar_model_ticket();
	snprintf(name, sizeof name, "OpenMP thread %u", number);
	ar_model_thread(worker_main, w, name);
	if (locals.pool_end)
		locals.pool_end->next = w;
	else
		locals.pool = w;
	locals.pool_end = w;
	return w;
}

/* --- Regions ------------------------------------------------------------------------------------------ */

static unsigned team_size(const struct task *task, unsigned asked)
{
	if (task->team->active_level >= task->settings.active_levels)
		return 1;
	if (asked)
		return asked;
	if (!task->settings.threads && !settings_threads_said)
		ar_model_say("teams of OpenMP have 2 threads where neither the program nor OMP_NUM_THREADS "
		             "says how many");
	return settings_threads(&task->settings, task->team->active_level);
}

static struct team *new_team(struct task *encountering, unsigned size, const struct loop *loop)
{
	struct team *team = ar_model_allocate(sizeof *team + size * sizeof team->members[0], 16);

	team->members = (struct task *)(team + 1);
	team->number = ar_model_ticket();
	team->size = size;
	team->level = encountering->team->level + 1;
	team->active_level = encountering->team->active_level + (size > 1);
	team->encountering = encountering;
	for (unsigned i = 0; i < size; i++) {
		struct task *t = &team->members[i];
		t->parent = encountering;
		t->team = team;
		t->thread = i;
		t->final = encountering->final;
		t->settings = encountering->settings;
		t->settings.threads = 0;
		if (team->level == 1 || encountering->settings.threads)
			t->settings.threads = encountering->settings.threads;
		if (loop) {
			t->loop = *loop;
			t->constructs = 1;
		}
	}
	return team;
}

void team_begin(void (*function)(void *), void *data, unsigned threads, const struct loop *loop)
{
	struct task *encountering = task_current();
	unsigned size = team_size(encountering, threads);
	struct team *team = new_team(encountering, size, loop);
	struct worker *w = locals.pool;

	task_thread(encountering); /* its members may ask for it */
	ar_model_say("OpenMP's library was taken as what its calls are specified to do, and was not looked "
	             "into");
	team->function = function;
	team->data = data;
	for (unsigned i = 1; i < size; i++) {
		struct worker *called = w ? w : new_worker(i);
		w = called->next;
		called->team = team;
		called->member = i;
		called->regions++;
		ar_model_step(word_of(called->number, WORD_REGION, 0), &calls, called->regions);
	}
	locals.current = &team->members[0];
	seat_begin(locals.current);
}

void team_end(void)
{
	struct task *task = locals.current;
	struct team *team = task->team;

	seat_end(task);
	task_wait_for_all(task);
	for (unsigned i = 1; i < team->size; i++)
		ar_model_step(word_of(team->number, WORD_ENDED, i), &waits, 1);
	locals.current = team->encountering;
	ar_model_free(team);
}

/* --- Within a region ---------------------------------------------------------------------------------- */

static void *arrival_of(const struct team *team, unsigned member, uint64_t barrier)
{
	return word_of(team->number, WORD_ARRIVED, (uint64_t)member << 1 | (barrier & 1));
}

void team_barrier(const char *function)
{
	struct task *task = task_current();
	struct team *team = task->team;
	char sentence[120];

	if (task->explicit_) {
		snprintf(sentence, sizeof sentence,
		         "a barrier (%s()) in an explicit task, which no barrier may be in", function);
		openmp_misuse(sentence);
	}
	seat_give(task, true);
	task_wait_for_all(task);
	if (team->size == 1)
		return;
	uint64_t barrier = ++task->barriers;
	ar_model_step(arrival_of(team, task->thread, barrier), &arrives, barrier);
	for (unsigned i = 0; i < team->size; i++)
		if (i != task->thread)
			ar_model_step(arrival_of(team, i, barrier), &waits, barrier);
	seat_take_back(task);
}

uint64_t team_construct(void)
{
	return task_current()->constructs++;
}

bool team_is_first(void)
{
	uint64_t construct = team_construct();
	const struct team *team = locals.current->team;

	return team->size == 1 ||
	       !ar_model_step(word_of(team->number, WORD_FIRST, construct), &tries_first, 1);
}
