/*
 * The entry points of libgomp, which gcc calls, but those of loops (gomp_loops.c): parallel regions, single,
 * critical, atomic, barriers and tasks. The names, arguments and numbers are those of its ABI.
 */
#include "openmp.h"

#include "locks.h"
#include "steps.h"

#include <stdarg.h>
#include <string.h>

static const ar_model_call hands_over = WORD_STEP(word_becomes, .changing = AR_MODEL_RELEASES);
static const ar_model_call takes_over = WORD_STEP(word_is_set, .looking = AR_MODEL_ACQUIRES);

/* --- Parallel regions --------------------------------------------------------------------------------- */

void GOMP_parallel(void (*function)(void *), void *data, unsigned threads, unsigned flags)
{
	(void)flags;
	team_begin(function, data, threads, NULL);
	function(data);
	team_end();
}

void GOMP_parallel_start(void (*function)(void *), void *data, unsigned threads)
{
	team_begin(function, data, threads, NULL);
}

void GOMP_parallel_end(void)
{
	team_end();
}

/* --- Barriers, and what one thread does for all ------------------------------------------------------- */

void GOMP_barrier(void)
{
	team_barrier("GOMP_barrier");
}

/* Unless the environment asks for it, nothing can be cancelled. */
static void check_cancellation(void)
{
	if (settings_cancellation)
		openmp_lacks("OMP_CANCELLATION=true: what cancels regions of OpenMP is not specified");
}

bool GOMP_barrier_cancel(void)
{
	check_cancellation();
	team_barrier("GOMP_barrier_cancel");
	return false;
}

bool GOMP_cancel(int which, bool condition)
{
	(void)which, (void)condition;
	check_cancellation();
	return false;
}

bool GOMP_cancellation_point(int which)
{
	(void)which;
	check_cancellation();
	return false;
}

bool GOMP_single_start(void)
{
	return team_is_first();
}

static void *copy_word(void)
{
	const struct task *task = task_current();

	return word_of(task->team->number, WORD_COPY, task->constructs - 1);
}

/* NULL: the caller executes the region. */
void *GOMP_single_copy_start(void)
{
	if (team_is_first())
		return NULL;
	return (void *)(uintptr_t)ar_model_step(copy_word(), &takes_over, 0);
}

void GOMP_single_copy_end(void *data)
{
	if (task_current()->team->size > 1)
		ar_model_step(copy_word(), &hands_over, (uintptr_t)data);
}

/* --- Locks -------------------------------------------------------------------------------------------- */

void GOMP_critical_start(void)
{
	construct_lock(construct_unnamed());
}

void GOMP_critical_end(void)
{
	construct_unlock(construct_unnamed());
}

/* Of each name the program has a pointer, zero at first. */
void GOMP_critical_name_start(void **name)
{
	construct_lock((uint32_t *)name);
}

void GOMP_critical_name_end(void **name)
{
	construct_unlock((uint32_t *)name);
}

void GOMP_atomic_start(void)
{
	construct_lock(construct_atomic());
}

void GOMP_atomic_end(void)
{
	construct_unlock(construct_atomic());
}

/* --- Tasks -------------------------------------------------------------------------------------------- */

enum task_flag {
	TASK_UNTIED = 1,
	TASK_FINAL = 1 << 1,
	TASK_DEPENDS = 1 << 3,
	TASK_UP = 1 << 8,
	TASK_GRAINSIZE = 1 << 9,
	TASK_IF = 1 << 10,
	TASK_NOGROUP = 1 << 11,
	TASK_REDUCTION = 1 << 12,
	TASK_DETACH = 1 << 13,
};

static void run(struct task *task)
{
	task->function(task->data);
}

static struct task *new_task(void (*function)(void *), void *data, void (*copy)(void *, void *), long size,
                             long align, unsigned flags)
{
	void *own;
	struct task *t = task_new((size_t)size, align > 0 ? (size_t)align : 1, &own);

	t->run = run;
	t->function = function;
	t->data = own;
	t->untied = flags & TASK_UNTIED;
	t->final |= (flags & TASK_FINAL) != 0;
	if (copy)
		copy(own, data);
	else
		memcpy(own, data, (size_t)size);
	return t;
}

struct depend_object { /* omp_depend_t */
	void *address;
	uintptr_t how;
};

/*
 * Two layouts: how many, how many of them out, addresses; or 0, how many, how many out, mutexinoutset, and
 * in, addresses, and the rest are objects.
 */
static size_t read_dependences(void **list, struct dependence **found)
{
	size_t count = (uintptr_t)list[0], out = (uintptr_t)list[1], sets = 0, in = count - out, at = 2;

	if (!count) {
		count = (uintptr_t)list[1];
		out = (uintptr_t)list[2];
		sets = (uintptr_t)list[3];
		in = (uintptr_t)list[4];
		at = 5;
	}
	struct dependence *d = ar_model_allocate((count + !count) * sizeof *d, 16);
	for (size_t i = 0; i < count; i++) {
		if (i >= out + sets + in) {
			const struct depend_object *o = list[at + i];
			d[i] = (struct dependence){o->address, (enum how)o->how};
			continue;
		}
		d[i] = (struct dependence){list[at + i], i < out          ? DEPENDS_OUT
		                                         : i < out + sets ? DEPENDS_MUTEX_SET
		                                                          : DEPENDS_IN};
	}
	*found = d;
	return count;
}

void GOMP_task(void (*function)(void *), void *data, void (*copy)(void *, void *), long size, long align,
               bool deferred, unsigned flags, void **depend, int priority, void *detach)
{
	(void)priority, (void)detach;
	if (flags & TASK_DETACH)
		openmp_lacks("the clause detach of a task is not specified");
	struct task *t = new_task(function, data, copy, size, align, flags);
	if (flags & TASK_DEPENDS) {
		struct dependence *dependences;
		size_t count = read_dependences(depend, &dependences);
		task_depends(t, dependences, count);
		ar_model_free(dependences);
	}
	task_start(t, deferred && !(flags & TASK_FINAL));
}

/*
 * How many tasks a loop is divided into: the standard leaves that open unless num_tasks or grainsize says it.
 */
static uint64_t task_count(uint64_t iterations, uint64_t asked, unsigned flags)
{
	uint64_t n = asked ? asked : task_current()->team->size;

	if (flags & TASK_GRAINSIZE)
		n = iterations / (asked ? asked : 1);
	return n > iterations ? iterations : n ? n : 1;
}

static void taskloop(void (*function)(void *), void *data, void (*copy)(void *, void *), long size,
                     long align, unsigned flags, uint64_t asked, uint64_t start, uint64_t step,
                     uint64_t iterations)
{
	uint64_t count = task_count(iterations, asked, flags), from = 0;

	if (flags & TASK_REDUCTION)
		openmp_lacks("a reduction of taskloop is not specified");
	if (!(flags & TASK_NOGROUP))
		task_begin_group();
	for (uint64_t i = 0; i < count && iterations; i++) {
		uint64_t to = from + iterations / count + (i < iterations % count);
		struct task *t = new_task(function, data, copy, size, align, flags);
		uint64_t *bounds = t->data;
		bounds[0] = start + from * step;
		bounds[1] = start + to * step;
		from = to;
		task_start(t, flags & TASK_IF && !(flags & TASK_FINAL));
	}
	if (!(flags & TASK_NOGROUP))
		task_end_group();
}

void GOMP_taskloop(void (*function)(void *), void *data, void (*copy)(void *, void *), long size, long align,
                   unsigned flags, unsigned long tasks, int priority, long start, long end, long step)
{
	uint64_t iterations = 0;

	(void)priority;
	if (step > 0 && start < end)
		iterations = ((uint64_t)end - (uint64_t)start - 1) / (uint64_t)step + 1;
	if (step < 0 && start > end)
		iterations = ((uint64_t)start - (uint64_t)end - 1) / -(uint64_t)step + 1;
	taskloop(function, data, copy, size, align, flags, tasks, (uint64_t)start, (uint64_t)step,
	         iterations);
}

void GOMP_taskloop_ull(void (*function)(void *), void *data, void (*copy)(void *, void *), long size,
                       long align, unsigned flags, unsigned long tasks, int priority,
                       unsigned long long start, unsigned long long end, unsigned long long step)
{
	uint64_t iterations = 0;

	(void)priority;
	if (flags & TASK_UP && start < end)
		iterations = (end - start - 1) / step + 1;
	if (!(flags & TASK_UP) && start > end)
		iterations = (start - end - 1) / -step + 1;
	taskloop(function, data, copy, size, align, flags, tasks, start, step, iterations);
}

void GOMP_taskwait(void)
{
	task_wait();
}

void GOMP_taskwait_depend(void **depend)
{
	struct dependence *dependences;
	size_t count = read_dependences(depend, &dependences);

	task_wait_for(dependences, count);
	ar_model_free(dependences);
}

void GOMP_taskyield(void)
{
	task_yield();
}

void GOMP_taskgroup_start(void)
{
	task_begin_group();
}

void GOMP_taskgroup_end(void)
{
	task_end_group();
}
