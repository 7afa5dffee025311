/*
 * Explicit tasks. One that may be deferred is a thread (openmp.h has the argument). What it has created it
 * leaves to its parent when it ends, so that whoever waits for all can find them: a list belongs to one task
 * at a time, to the parent from the moment that it has seen the task's end.
 */
#include "openmp.h"

#include "steps.h"

#include <string.h>

static const ar_model_call finishes = WORD_STEP(word_becomes, .changing = AR_MODEL_RELEASES);
static const ar_model_call awaits = WORD_STEP(word_is_set, .looking = AR_MODEL_ACQUIRES);

struct task *task_new(size_t more, size_t align, void **memory)
{
	struct task *parent = task_current();
	size_t behind = (sizeof *parent + align - 1) / align * align;
	struct task *t = ar_model_allocate(behind + more, align < 16 ? 16 : align);

	t->parent = parent;
	t->team = parent->team;
	t->thread = parent->thread;
	t->explicit_ = true;
	t->final = parent->final;
	t->settings = parent->settings;
	t->group = parent->groups;
	t->line = parent->line;
	*memory = (char *)t + behind;
	return t;
}

void task_discard(struct task *t)
{
	if (t->dependences)
		ar_model_free(t->dependences);
	if (t->awaited)
		ar_model_free(t->awaited);
	ar_model_free(t);
}

/* --- Dependences -------------------------------------------------------------------------------------- */

/* Whether the later of two has to wait. Members of a set are not ordered among each other. */
static bool conflict(const struct dependence *a, const struct dependence *b)
{
	if (a->address != b->address)
		return false;
	return a->how != b->how || a->how == DEPENDS_OUT || a->how == DEPENDS_INOUT;
}

static bool is_awaited(const struct task *earlier, const struct dependence *dependences, size_t count)
{
	for (size_t i = 0; i < earlier->dependence_count; i++)
		for (size_t k = 0; k < count; k++)
			if (conflict(&earlier->dependences[i], &dependences[k]))
				return true;
	return false;
}

void task_depends(struct task *task, const struct dependence *dependences, size_t count)
{
	size_t most = 0;

	if (!count)
		return;
	task->dependences = ar_model_allocate(count * sizeof *dependences, 16);
	task->dependence_count = count;
	for (size_t i = 0; i < count; i++)
		task->dependences[i] = dependences[i];
	for (struct task *t = task->parent->children; t; t = t->next)
		most++;
	if (!most)
		return;
	task->awaited = ar_model_allocate(most * sizeof(struct task *), 16);
	for (struct task *t = task->parent->children; t; t = t->next)
		if (is_awaited(t, dependences, count))
			task->awaited[task->awaited_count++] = t;
}

/* Of those that exclude each other: a lock that belongs to the address. Always in the same order. */
static void *lock_of(const void *address)
{
	return ar_model_own(ar_model_pair((uint64_t)(uintptr_t)address, (uint64_t)1 << 60));
}

static void sort_locks(struct task *t)
{
	for (size_t i = 1; i < t->dependence_count; i++)
		for (size_t k = i; k && t->dependences[k].address < t->dependences[k - 1].address; k--) {
			struct dependence d = t->dependences[k];
			t->dependences[k] = t->dependences[k - 1];
			t->dependences[k - 1] = d;
		}
}

static bool is_repeated(const struct task *t, size_t i)
{
	return i && t->dependences[i - 1].address == t->dependences[i].address;
}

static void enter(struct task *t)
{
	for (size_t i = 0; i < t->awaited_count; i++)
		ar_model_step(t->awaited[i]->done, &awaits, 0);
	for (size_t i = 0; i < t->dependence_count; i++)
		if (t->dependences[i].how == DEPENDS_MUTEX_SET && !is_repeated(t, i))
			ar_model_lock_(lock_of(t->dependences[i].address), 4);
}

static void leave(struct task *t)
{
	for (size_t i = t->dependence_count; i-- > 0;)
		if (t->dependences[i].how == DEPENDS_MUTEX_SET && !is_repeated(t, i))
			ar_model_unlock_(lock_of(t->dependences[i].address), 4);
}

/* --- Execution ---------------------------------------------------------------------------------------- */

static void *task_main(void *argument)
{
	struct task *t = argument;

	task_set_current(t);
	enter(t);
	seat_begin_task(t);
	t->run(t);
	seat_end_task(t);
	leave(t);
	task_set_current(NULL);
	team_dismiss();
	ar_model_step(t->done, &finishes, 1);
	return NULL;
}

/* What a task has left over belongs to its parent now. */
static void inherit(struct task *parent, struct task *child)
{
	struct task *lists[] = {child->children, child->orphans};

	for (size_t i = 0; i < 2; i++)
		for (struct task *t = lists[i], *next; t; t = next) {
			next = t->next;
			t->group = child->group;
			t->next = parent->orphans;
			parent->orphans = t;
		}
}

void task_begin_at_once(struct task *task)
{
	sort_locks(task);
	enter(task);
	task_set_current(task);
}

void task_end_at_once(struct task *task)
{
	struct task *parent = task->parent;

	leave(task);
	inherit(parent, task);
	task_set_current(parent);
	task_discard(task);
}

void task_start(struct task *task, bool deferred)
{
	struct task *parent = task->parent;

	if (!deferred || parent->final || task->team->size == 1) {
		task_begin_at_once(task);
		task->run(task);
		task_end_at_once(task);
		return;
	}
	sort_locks(task);
	task->deferred = true;
	task->number = ar_model_ticket();
	task->line = ar_model_list_with(parent->line, task->number);
	task->done = ar_model_own(task->number);
	task->next = parent->children;
	parent->children = task;
	ar_model_thread(task_main, task, "OpenMP task");
	task_yield();
}

/* --- Waiting ------------------------------------------------------------------------------------------ */

/* For those of the list that are in that many taskgroups at least; what they leave over becomes orphans. */
static bool wait_for_list(struct task *parent, struct task **list, unsigned group)
{
	bool any = false;

	for (struct task *t = *list; t; t = t->next)
		if (t->group >= group)
			ar_model_step(t->done, &awaits, 0);
	/* Only now: others of the list may depend on them. */
	struct task *all = *list, *kept = NULL, **end = &kept;
	*list = NULL;
	for (struct task *t = all, *next; t; t = next) {
		next = t->next;
		if (t->group < group) {
			*end = t;
			end = &t->next;
			t->next = NULL;
			continue;
		}
		inherit(parent, t);
		task_discard(t);
		any = true;
	}
	*end = *list;
	*list = kept;
	return any;
}

static void wait_for_group(struct task *task, unsigned group)
{
	bool children, orphans;

	do {
		children = wait_for_list(task, &task->children, group);
		orphans = wait_for_list(task, &task->orphans, group);
	} while (children || orphans);
}

void task_wait_for_all(struct task *task)
{
	wait_for_group(task, 0);
}

void task_wait(void)
{
	struct task *task = task_current();

	seat_give(task, false);
	wait_for_list(task, &task->children, 0);
	seat_take_back(task);
}

void task_wait_for(const struct dependence *dependences, size_t count)
{
	struct task *task = task_current();

	seat_give(task, false);
	for (struct task *t = task->children; t; t = t->next)
		if (is_awaited(t, dependences, count))
			ar_model_step(t->done, &awaits, 0);
	seat_take_back(task);
}

void task_yield(void)
{
	struct task *task = task_current();

	seat_give(task, false);
	seat_take_back(task);
}

void task_begin_group(void)
{
	task_current()->groups++;
}

void task_end_group(void)
{
	struct task *task = task_current();

	seat_give(task, false);
	wait_for_group(task, task->groups);
	seat_take_back(task);
	task->groups--;
}
