/*
 * The entry points of libomp for tasks. The compiler lays out a task's memory: the part below, and behind it
 * what the task has for itself and pointers to what it shares.
 */
#include "kmp.h"

#include <string.h>

typedef int32_t (*task_entry)(int32_t thread, void *task);

union kmp_data {
	int32_t priority;
	task_entry destructors;
};

struct kmp_task {
	void *shared;
	task_entry entry;
	int32_t part;
	union kmp_data destructors, priority;
};

enum kmp_flag { /* that a task is allocated with */
	        FLAG_TIED = 1,
	        FLAG_FINAL = 1 << 1,
	        FLAG_DESTRUCTORS = 1 << 3,
	        FLAG_PROXY = 1 << 4,
	        FLAG_DETACHABLE = 1 << 6,
};

/* Ours lies before the compiler's. */
struct place_of_task {
	struct task *task;
	size_t size, shared_size;
	int32_t flags;
	bool goes_on;
};

#define PLACE_SIZE 48 /* keeps what is behind it aligned */

_Static_assert(sizeof(struct place_of_task) <= PLACE_SIZE, "see PLACE_SIZE");

static struct place_of_task *place_of(void *kmp)
{
	return (struct place_of_task *)((char *)kmp - PLACE_SIZE);
}

static void run(struct task *task)
{
	struct kmp_task *kmp = task->data;
	struct place_of_task *p = place_of(kmp);

	do {
		p->goes_on = false;
		kmp->entry((int32_t)task->thread, kmp);
		if (p->goes_on)
			task_yield();
	} while (p->goes_on);
	if (place_of(kmp)->flags & FLAG_DESTRUCTORS)
		kmp->destructors.destructors((int32_t)task->thread, kmp);
}

static size_t shared_offset(size_t size)
{
	return (size + 15) / 16 * 16;
}

static struct kmp_task *allocate(int32_t flags, size_t size, size_t shared_size, task_entry entry)
{
	void *memory;
	struct task *t = task_new(PLACE_SIZE + shared_offset(size) + shared_size, 16, &memory);
	struct kmp_task *kmp = (struct kmp_task *)((char *)memory + PLACE_SIZE);

	if (flags & (FLAG_PROXY | FLAG_DETACHABLE))
		openmp_lacks("the clause detach of a task is not specified");
	*place_of(kmp) = (struct place_of_task){t, size, shared_size, flags, false};
	t->run = run;
	t->data = kmp;
	t->untied = !(flags & FLAG_TIED);
	t->final |= (flags & FLAG_FINAL) != 0;
	kmp->shared = shared_size ? (char *)kmp + shared_offset(size) : NULL;
	kmp->entry = entry;
	return kmp;
}

struct kmp_task *__kmpc_omp_task_alloc(kmp_place *place, int32_t thread, int32_t flags, size_t size,
                                       size_t shared_size, task_entry entry)
{
	(void)place, (void)thread;
	return allocate(flags, size, shared_size, entry);
}

/* An untied task starts itself again where it may turn to another thread, and returns. */
static void start(struct kmp_task *kmp)
{
	struct place_of_task *p = place_of(kmp);

	if (p->task == task_current())
		p->goes_on = true;
	else
		task_start(p->task, !(p->flags & FLAG_FINAL));
}

int32_t __kmpc_omp_task(kmp_place *place, int32_t thread, struct kmp_task *kmp)
{
	(void)place, (void)thread;
	start(kmp);
	return 0;
}

/* An undeferred one: the program calls its function in between. */
void __kmpc_omp_task_begin_if0(kmp_place *place, int32_t thread, struct kmp_task *kmp)
{
	(void)place, (void)thread;
	task_begin_at_once(place_of(kmp)->task);
}

void __kmpc_omp_task_complete_if0(kmp_place *place, int32_t thread, struct kmp_task *kmp)
{
	(void)place;
	if (place_of(kmp)->flags & FLAG_DESTRUCTORS)
		kmp->destructors.destructors(thread, kmp);
	task_end_at_once(place_of(kmp)->task);
}

/* --- Dependences -------------------------------------------------------------------------------------- */

struct kmp_dependence {
	intptr_t address;
	size_t size;
	uint8_t flags;
};

enum { KMP_IN = 1, KMP_OUT = 2, KMP_MUTEX_SET = 4, KMP_INOUT_SET = 8, KMP_ALL = 0x80 };

static enum how how_of(uint8_t flags)
{
	if (flags & KMP_ALL)
		openmp_lacks("depend(inout: omp_all_memory) is not specified");
	if (flags & KMP_MUTEX_SET)
		return DEPENDS_MUTEX_SET;
	if (flags & KMP_INOUT_SET)
		return DEPENDS_INOUT_SET;
	return flags & KMP_OUT ? DEPENDS_OUT : DEPENDS_IN;
}

static void copy_dependences(struct dependence *to, int32_t count, const struct kmp_dependence *from)
{
	for (int32_t i = 0; i < count; i++)
		to[i] = (struct dependence){(void *)from[i].address, how_of(from[i].flags)};
}

static size_t read_dependences(int32_t count, const struct kmp_dependence *list, int32_t more_count,
                               const struct kmp_dependence *more, struct dependence **found)
{
	size_t n = (size_t)count + (size_t)more_count;

	*found = ar_model_allocate((n + 1) * sizeof **found, 16);
	copy_dependences(*found, count, list);
	copy_dependences(*found + count, more_count, more);
	return n;
}

int32_t __kmpc_omp_task_with_deps(kmp_place *place, int32_t thread, struct kmp_task *kmp, int32_t count,
                                  const struct kmp_dependence *list, int32_t more_count,
                                  const struct kmp_dependence *more)
{
	struct dependence *dependences;
	size_t n = read_dependences(count, list, more_count, more, &dependences);

	(void)place, (void)thread;
	task_depends(place_of(kmp)->task, dependences, n);
	ar_model_free(dependences);
	start(kmp);
	return 0;
}

void __kmpc_omp_wait_deps(kmp_place *place, int32_t thread, int32_t count, const struct kmp_dependence *list,
                          int32_t more_count, const struct kmp_dependence *more)
{
	struct dependence *dependences;
	size_t n = read_dependences(count, list, more_count, more, &dependences);

	(void)place, (void)thread;
	task_wait_for(dependences, n);
	ar_model_free(dependences);
}

void __kmpc_omp_taskwait_deps_51(kmp_place *place, int32_t thread, int32_t count,
                                 const struct kmp_dependence *list, int32_t more_count,
                                 const struct kmp_dependence *more, int32_t no_wait)
{
	if (no_wait)
		openmp_lacks("the clause nowait of taskwait is not specified");
	__kmpc_omp_wait_deps(place, thread, count, list, more_count, more);
}

/* --- Waiting ------------------------------------------------------------------------------------------ */

int32_t __kmpc_omp_taskwait(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
	task_wait();
	return 0;
}

int32_t __kmpc_omp_taskyield(kmp_place *place, int32_t thread, int part)
{
	(void)place, (void)thread, (void)part;
	task_yield();
	return 0;
}

void __kmpc_taskgroup(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
	task_begin_group();
}

void __kmpc_end_taskgroup(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
	task_end_group();
}

/* --- Loops of tasks ----------------------------------------------------------------------------------- */

typedef void (*task_copy)(struct kmp_task *to, struct kmp_task *from, int32_t is_last);

enum { LOOP_UNSAID, LOOP_GRAINSIZE, LOOP_TASKS };

struct loop_bounds { /* where they lie in the memory of a task */
	size_t lower, upper;
};

static struct kmp_task *copy_of(struct kmp_task *pattern, task_copy copy, bool is_last)
{
	const struct place_of_task *p = place_of(pattern);
	struct kmp_task *kmp = allocate(p->flags, p->size, p->shared_size, pattern->entry);
	void *shared = kmp->shared;

	memcpy(kmp, pattern, p->size);
	kmp->shared = shared;
	if (p->shared_size)
		memcpy(shared, pattern->shared, p->shared_size);
	if (copy)
		copy(kmp, pattern, is_last);
	return kmp;
}

static uint64_t iterations_of(uint64_t lower, uint64_t upper, int64_t step)
{
	if (step > 0)
		return (upper - lower) / (uint64_t)step + 1;
	return (lower - upper) / -(uint64_t)step + 1;
}

/* How many tasks: the standard leaves that open unless num_tasks or grainsize says it. */
static uint64_t task_count(uint64_t iterations, int32_t how, uint64_t asked)
{
	uint64_t n = how == LOOP_TASKS       ? asked
	             : how == LOOP_GRAINSIZE ? iterations / (asked ? asked : 1)
	                                     : task_current()->team->size;

	return n > iterations ? iterations : n ? n : 1;
}

/* The pattern is a task that never runs. There is at least one iteration: the program has seen to that. */
static void taskloop(struct kmp_task *pattern, int32_t condition, uint64_t *lower, uint64_t *upper,
                     int64_t step, int32_t no_group, int32_t how, uint64_t asked, task_copy copy)
{
	uint64_t first = *lower, last = *upper, n = iterations_of(first, last, step), from = 0;
	uint64_t count = task_count(n, how, asked);
	size_t lower_at = (size_t)((char *)lower - (char *)pattern);
	size_t upper_at = (size_t)((char *)upper - (char *)pattern);

	if (!no_group)
		task_begin_group();
	for (uint64_t i = 0; i < count; i++) {
		uint64_t to = from + n / count + (i < n % count);
		struct kmp_task *kmp = copy_of(pattern, copy, i + 1 == count);
		*(uint64_t *)((char *)kmp + lower_at) = first + from * (uint64_t)step;
		*(uint64_t *)((char *)kmp + upper_at) = first + (to - 1) * (uint64_t)step;
		from = to;
		task_start(place_of(kmp)->task, condition && !(place_of(kmp)->flags & FLAG_FINAL));
	}
	if (!no_group)
		task_end_group();
	task_discard(place_of(pattern)->task);
}

void __kmpc_taskloop(kmp_place *place, int32_t thread, struct kmp_task *kmp, int32_t condition,
                     uint64_t *lower, uint64_t *upper, int64_t step, int32_t no_group, int32_t how,
                     uint64_t asked, void *copy)
{
	(void)place, (void)thread;
	taskloop(kmp, condition, lower, upper, step, no_group, how, asked, (task_copy)copy);
}

/* modifier: strict: what is asked for is what there is. */
void __kmpc_taskloop_5(kmp_place *place, int32_t thread, struct kmp_task *kmp, int32_t condition,
                       uint64_t *lower, uint64_t *upper, int64_t step, int32_t no_group, int32_t how,
                       uint64_t asked, int32_t modifier, void *copy)
{
	(void)place, (void)thread, (void)modifier;
	taskloop(kmp, condition, lower, upper, step, no_group, how, asked, (task_copy)copy);
}
