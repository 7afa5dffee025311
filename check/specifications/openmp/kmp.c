/*
 * The entry points of libomp, which clang calls, but those of loops (kmp_loops.c) and tasks (kmp_tasks.c):
 * parallel regions, single, critical, barriers, reductions. Each is told the number of its thread: it has to
 * know that by itself, and does.
 */
#include "kmp.h"

#include "locks.h"
#include "steps.h"

#include <stdarg.h>

/* --- Parallel regions --------------------------------------------------------------------------------- */

typedef void (*microtask)(int32_t *, int32_t *, ...);

struct outlined { /* the function of a region, and its arguments */
	microtask function;
	int32_t count;
	void *arguments[];
};

#define A1(n)   o->arguments[n]
#define A2(n)   A1(n), A1((n) + 1)
#define A4(n)   A2(n), A2((n) + 2)
#define A8(n)   A4(n), A4((n) + 4)
#define A16(n)  A8(n), A8((n) + 8)
#define A32(n)  A16(n), A16((n) + 16)
#define A64(n)  A32(n), A32((n) + 32)
#define A128(n) A64(n), A64((n) + 64)

#define MOST_ARGUMENTS 256

/* Arguments that the function does not have do no harm: the caller takes them from the stack again. */
static int32_t room_for(int32_t count)
{
	int32_t room = 4;

	while (room < count)
		room *= room < 16 ? 4 : 16;
	return room;
}

static void run(void *argument)
{
	const struct outlined *o = argument;
	int32_t number = (int32_t)task_current()->thread, bound = number;

	switch (room_for(o->count)) {
	case 4:
		o->function(&number, &bound, A4(0));
		break;
	case 16:
		o->function(&number, &bound, A16(0));
		break;
	default:
		o->function(&number, &bound, A128(0), A128(128));
		break;
	}
}

static struct outlined *outlined(microtask function, int32_t count, va_list list)
{
	if (count > MOST_ARGUMENTS)
		openmp_lacks("a parallel region that shares more than 256 variables");
	struct outlined *o =
		ar_model_allocate(sizeof *o + (size_t)room_for(count) * sizeof o->arguments[0], 16);
	o->function = function;
	o->count = count;
	for (int32_t i = 0; i < count; i++)
		o->arguments[i] = va_arg(list, void *);
	return o;
}

static void begin_and_end(struct outlined *o, unsigned threads)
{
	team_begin(run, o, threads, NULL);
	run(o);
	team_end();
	ar_model_free(o);
}

static unsigned asked(void)
{
	unsigned n = locals.threads_of_next;

	locals.threads_of_next = 0;
	return n;
}

void __kmpc_push_num_threads(kmp_place *place, int32_t thread, int32_t n)
{
	(void)place, (void)thread;
	locals.threads_of_next = n > 0 ? (unsigned)n : 1;
}

void __kmpc_push_proc_bind(kmp_place *place, int32_t thread, int how)
{
	(void)place, (void)thread, (void)how;
}

void __kmpc_fork_call(kmp_place *place, int32_t count, microtask function, ...)
{
	va_list list;

	(void)place;
	va_start(list, function);
	struct outlined *o = outlined(function, count, list);
	va_end(list);
	begin_and_end(o, asked());
}

/* The same with an `if` clause. The arguments are one. */
void __kmpc_fork_call_if(kmp_place *place, int32_t count, microtask function, int32_t condition,
                         void *arguments)
{
	struct outlined *o = ar_model_allocate(sizeof *o + 4 * sizeof o->arguments[0], 16);
	unsigned n = asked();

	(void)place, (void)count;
	o->function = function;
	o->count = arguments != NULL;
	o->arguments[0] = arguments;
	begin_and_end(o, condition ? n : 1);
}

/* A region of one thread, whose function the program calls itself. */
void __kmpc_serialized_parallel(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
	asked();
	team_begin(NULL, NULL, 1, NULL);
}

void __kmpc_end_serialized_parallel(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
	team_end();
}

int32_t __kmpc_ok_to_fork(kmp_place *place)
{
	(void)place;
	return 1;
}

void __kmpc_begin(kmp_place *place, int32_t flags)
{
	(void)place, (void)flags;
}

void __kmpc_end(kmp_place *place)
{
	(void)place;
}

int32_t __kmpc_global_thread_num(kmp_place *place)
{
	(void)place;
	return (int32_t)task_current()->thread;
}

int32_t __kmpc_global_num_threads(kmp_place *place)
{
	(void)place;
	return (int32_t)task_current()->team->size;
}

int32_t __kmpc_bound_thread_num(kmp_place *place)
{
	(void)place;
	return (int32_t)task_current()->thread;
}

int32_t __kmpc_bound_num_threads(kmp_place *place)
{
	(void)place;
	return (int32_t)task_current()->team->size;
}

int32_t __kmpc_in_parallel(kmp_place *place)
{
	(void)place;
	return task_current()->team->active_level > 0;
}

/* --- Barriers, and what one thread does for all ------------------------------------------------------- */

void __kmpc_barrier(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
	team_barrier("__kmpc_barrier");
}

void __kmpc_flush(kmp_place *place)
{
	(void)place;
	/* seq_cst: flushes of all threads have one order */
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
}

static void check_cancellation(void)
{
	if (settings_cancellation)
		openmp_lacks("OMP_CANCELLATION=true: what cancels regions of OpenMP is not specified");
}

int32_t __kmpc_cancel_barrier(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
	check_cancellation();
	team_barrier("__kmpc_cancel_barrier");
	return 0;
}

int32_t __kmpc_cancel(kmp_place *place, int32_t thread, int32_t which)
{
	(void)place, (void)thread, (void)which;
	check_cancellation();
	return 0;
}

int32_t __kmpc_cancellationpoint(kmp_place *place, int32_t thread, int32_t which)
{
	(void)place, (void)thread, (void)which;
	check_cancellation();
	return 0;
}

int32_t __kmpc_single(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
	return team_is_first();
}

void __kmpc_end_single(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
}

int32_t __kmpc_master(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
	return !task_thread(task_current());
}

void __kmpc_end_master(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
}

int32_t __kmpc_masked(kmp_place *place, int32_t thread, int32_t filter)
{
	(void)place, (void)thread;
	return (int32_t)task_thread(task_current()) == filter;
}

void __kmpc_end_masked(kmp_place *place, int32_t thread)
{
	(void)place, (void)thread;
}

static const ar_model_call hands_over = WORD_STEP(word_becomes, .changing = AR_MODEL_RELEASES);
static const ar_model_call takes_over = WORD_STEP(word_is_set, .looking = AR_MODEL_ACQUIRES);

/* The thread that has executed the single region gives its copies to the others. */
void __kmpc_copyprivate(kmp_place *place, int32_t thread, size_t size, void *data,
                        void (*copy)(void *, void *), int32_t is_source)
{
	const struct task *task = task_current();

	(void)place, (void)thread, (void)size;
	if (task->team->size == 1)
		return;
	void *word = word_of(task->team->number, WORD_COPY, task->constructs - 1);
	if (is_source)
		ar_model_step(word, &hands_over, (uintptr_t)data);
	else
		copy(data, (void *)(uintptr_t)ar_model_step(word, &takes_over, 0));
	team_barrier("__kmpc_copyprivate");
}

/* --- Locks -------------------------------------------------------------------------------------------- */

void __kmpc_critical(kmp_place *place, int32_t thread, kmp_name *name)
{
	(void)place, (void)thread;
	construct_lock((uint32_t *)name);
}

void __kmpc_critical_with_hint(kmp_place *place, int32_t thread, kmp_name *name, uint32_t hint)
{
	(void)place, (void)thread, (void)hint;
	construct_lock((uint32_t *)name);
}

void __kmpc_end_critical(kmp_place *place, int32_t thread, kmp_name *name)
{
	(void)place, (void)thread;
	construct_unlock((uint32_t *)name);
}

/* --- Reductions --------------------------------------------------------------------------------------- */

/*
 * The threads do it one after the other, in any order. A lock orders more than is promised, but in the order
 * that it is taken in, and all are explored: of two threads that do not wait for each other otherwise, each
 * is the first in some execution, and what it does afterwards races with what the other has done before.
 *
 * With code for atomic operations (answer 2) clang's instrumentation says nothing of those that the processor
 * does not have: max, min, and additions of floating-point numbers.
 */
#define REDUCE_LOCKED 1

int32_t __kmpc_reduce_nowait(kmp_place *place, int32_t thread, int32_t count, size_t size, void *data,
                             void (*function)(void *, void *), kmp_name *name)
{
	(void)place, (void)thread, (void)count, (void)size, (void)data, (void)function;
	construct_lock((uint32_t *)name);
	return REDUCE_LOCKED;
}

void __kmpc_end_reduce_nowait(kmp_place *place, int32_t thread, kmp_name *name)
{
	(void)place, (void)thread;
	construct_unlock((uint32_t *)name);
}

int32_t __kmpc_reduce(kmp_place *place, int32_t thread, int32_t count, size_t size, void *data,
                      void (*function)(void *, void *), kmp_name *name)
{
	(void)place, (void)thread, (void)count, (void)size, (void)data, (void)function;
	construct_lock((uint32_t *)name);
	return REDUCE_LOCKED;
}

void __kmpc_end_reduce(kmp_place *place, int32_t thread, kmp_name *name)
{
	(void)place, (void)thread;
	construct_unlock((uint32_t *)name);
	team_barrier("__kmpc_end_reduce");
}
