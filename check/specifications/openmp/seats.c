/*
 * Which thread executes a task. A task that may be deferred is a thread of its own here, which is more
 * than the team has: what that does is right as long as the task does not learn who executes it. It does
 * if it asks for the number of its thread, or uses thread-local variables. Then one of the team's threads
 * is chosen, all are explored, and the task has to have that thread's *seat*, as the thread itself has
 * while it executes its own task. A task gives up its seat where OpenMP lets a thread turn to another
 * task, and takes it back.
 *
 * A program with thread-local variables may use them at any time: there a task takes its seat before it
 * begins. Elsewhere it does so when it asks. That it was not in the seat before is no difference: it may
 * have come as late as that. If it never gets the seat, the execution is none, and counts as blocked: who
 * has the seat waits for the task, which then would be begun by another thread.
 *
 * Who has given up a seat within a tied task leaves it to that task's descendants only, except at a
 * barrier.
 *
 * A seat is a word: 0 while it is taken, else FREE, or the number of the task whose descendants it is for.
 */
#define _GNU_SOURCE
#include "openmp.h"

#include "steps.h"

#include <acqrel/check.h>
#include <link.h>

#define FREE (UINT64_MAX >> 2)

/* The argument is the list of the task itself and its ancestors. */
static ar_model_result seat_takes(uint64_t state, uint64_t line, unsigned variant)
{
	bool mine = state == FREE;

	(void)variant;
	for (unsigned i = 0; !mine && i < ar_model_list_length(line); i++)
		mine = ar_model_list_at(line, i) == state;
	return state && mine ? AR_MODEL_BECOMES(0) : AR_MODEL_WAITS;
}

/* Untied tasks come everywhere. */
static ar_model_result seat_takes_any(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return state ? AR_MODEL_BECOMES(0) : AR_MODEL_WAITS;
}

static const ar_model_call gives = WORD_STEP(word_becomes, .changing = AR_MODEL_RELEASES);
static const ar_model_call takes = WORD_STEP(seat_takes, .changing = AR_MODEL_ACQUIRES);
static const ar_model_call takes_any = WORD_STEP(seat_takes_any, .changing = AR_MODEL_ACQUIRES);

static void *seat_of(const struct task *t)
{
	return word_of(t->team->number, WORD_SEAT, t->thread);
}

/* --- Whether there are thread-local variables --------------------------------------------------------- */

static bool has_locals;

/* The program comes first, and has ours as well; then the libraries. Those of the system do not count. */
static int look_for_locals(struct dl_phdr_info *m, size_t size, void *count)
{
	bool is_program = !(*(int *)count)++;

	(void)size;
	for (int i = 0; i < m->dlpi_phnum; i++)
		if (m->dlpi_phdr[i].p_type == PT_TLS)
			has_locals |= is_program ? m->dlpi_phdr[i].p_memsz > sizeof locals
			                         : !ar_model_is_system(m->dlpi_name);
	return 0;
}

void seats_look_for_locals(void)
{
	int count = 0;

	dl_iterate_phdr(look_for_locals, &count);
}

/* --- Sitting ------------------------------------------------------------------------------------------ */

/* A task that is executed at once sits where its parent does. */
static struct task *sitting(struct task *t)
{
	while (t->explicit_ && !t->deferred)
		t = t->parent;
	return t;
}

/* What the thread has for itself is the task's as long as it sits there. */
static void borrow(struct task *t)
{
	if (!has_locals || !t->deferred)
		return;
	ar_model_use_locals(t->team->members[t->thread].locals);
	t->below = task_current();
	task_set_current(t->inner);
}

static void give_back(struct task *t)
{
	if (!has_locals || !t->deferred)
		return;
	t->inner = task_current();
	task_set_current(t->below);
	ar_model_use_locals(0);
	task_set_current(t->inner);
}

void seat_begin(struct task *implicit)
{
	implicit->locals = ar_model_locals();
	implicit->number =
		ar_model_pair(implicit->team->number, (uint64_t)WORD_SEAT << 56 | implicit->thread);
	implicit->line = ar_model_list_with(0, implicit->number);
	implicit->seated = true;
}

static void take(struct task *t)
{
	t->thread = (unsigned)ar_choose((int)t->team->size);
	t->found =
		ar_model_step_within(seat_of(t), t->untied ? &takes_any : &takes, t->line, AR_MODEL_IN_TIME);
	t->seated = true;
	borrow(t);
}

void seat_begin_task(struct task *task)
{
	task->inner = task;
	if (has_locals)
		take(task);
}

void seat_end_task(struct task *task)
{
	if (!task->seated)
		return;
	give_back(task);
	task->seated = false;
	ar_model_step(seat_of(task), &gives, task->found);
}

void seat_end(struct task *implicit)
{
	if (implicit->team->size > 1)
		ar_model_step(seat_of(implicit), &gives, FREE);
}

unsigned task_thread(struct task *task)
{
	struct task *t = sitting(task);

	if (!t->seated && t->deferred)
		take(t);
	return t->thread;
}

/* --- Turning to other tasks --------------------------------------------------------------------------- */

void seat_give(struct task *task, bool at_barrier)
{
	struct task *t = sitting(task);

	if (!t->seated || t->team->size == 1)
		return;
	if (t->untied) {
		seat_end_task(t);
		return;
	}
	give_back(t);
	t->gave = true;
	ar_model_step(seat_of(t), &gives, at_barrier ? FREE : t->number);
}

void seat_take_back(struct task *task)
{
	struct task *t = sitting(task);

	if (t->gave) {
		t->gave = false;
		ar_model_step(seat_of(t), &takes, t->line);
		borrow(t);
	} else if (t->deferred && !t->seated && has_locals) {
		take(t);
	}
}
