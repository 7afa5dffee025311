/*
 * The entry points of libgomp for worksharing loops and sections. For each schedule there is one that begins
 * a loop and gets the first chunk, one that gets the next, and one that begins a region with the loop in it;
 * again for `unsigned long long`, and for loops with ordered regions.
 */
#include "openmp.h"

#include <stdarg.h>

/* --- In terms of the program's iterations ------------------------------------------------------------- */

static struct loop signed_loop(long start, long end, long step)
{
	struct loop l = {.start = (uint64_t)start, .step = (uint64_t)step};

	if (step > 0 && start < end)
		l.iterations = ((uint64_t)end - l.start - 1) / l.step + 1;
	if (step < 0 && start > end)
		l.iterations = (l.start - (uint64_t)end - 1) / -l.step + 1;
	return l;
}

static struct loop unsigned_loop(bool up, unsigned long long start, unsigned long long end,
                                 unsigned long long step)
{
	struct loop l = {.start = start, .step = step};

	if (up && start < end)
		l.iterations = (end - start - 1) / step + 1;
	if (!up && start > end)
		l.iterations = (start - end - 1) / -step + 1;
	return l;
}

static bool next(uint64_t *start, uint64_t *end)
{
	const struct loop *l = &task_current()->loop;
	uint64_t from, to;

	if (!loop_next(&from, &to))
		return false;
	*start = l->start + from * l->step;
	*end = l->start + to * l->step;
	return true;
}

enum with_runtime { SCHEDULE_RUNTIME = SCHEDULE_AUTO + 1 };

static void set_schedule(struct loop *l, int schedule, uint64_t chunk, bool ordered)
{
	l->schedule = (enum schedule)schedule;
	l->chunk = chunk;
	l->ordered = ordered;
	if (schedule == SCHEDULE_RUNTIME)
		loop_set_runtime_schedule(l);
}

static bool begin(struct loop l, int schedule, uint64_t chunk, bool ordered, uint64_t *start, uint64_t *end)
{
	set_schedule(&l, schedule, chunk, ordered);
	loop_begin(&l);
	return next(start, end);
}

static void region(void (*function)(void *), void *data, unsigned threads, struct loop l, int schedule,
                   uint64_t chunk)
{
	set_schedule(&l, schedule, chunk, false);
	team_begin(function, data, threads, &l);
	function(data);
	team_end();
}

/* --- The entry points --------------------------------------------------------------------------------- */

typedef unsigned long long ull;

_Static_assert(sizeof(long) == 8 && sizeof(ull) == 8, "both are uint64_t here");

#define BEGIN(name, schedule, ordered)                                                                      \
	bool GOMP_loop_##name##_start(long start, long end, long step, long chunk, long *first, long *last) \
	{                                                                                                   \
		return begin(signed_loop(start, end, step), schedule, (uint64_t)chunk, ordered,             \
		             (uint64_t *)first, (uint64_t *)last);                                          \
	}                                                                                                   \
	bool GOMP_loop_ull_##name##_start(bool up, ull start, ull end, ull step, ull chunk, ull *first,     \
	                                  ull *last)                                                        \
	{                                                                                                   \
		return begin(unsigned_loop(up, start, end, step), schedule, chunk, ordered,                 \
		             (uint64_t *)first, (uint64_t *)last);                                          \
	}                                                                                                   \
	NEXT(name)

#define BEGIN_RUNTIME(name, ordered)                                                                         \
	bool GOMP_loop_##name##_start(long start, long end, long step, long *first, long *last)              \
	{                                                                                                    \
		return begin(signed_loop(start, end, step), SCHEDULE_RUNTIME, 0, ordered, (uint64_t *)first, \
		             (uint64_t *)last);                                                              \
	}                                                                                                    \
	bool GOMP_loop_ull_##name##_start(bool up, ull start, ull end, ull step, ull *first, ull *last)      \
	{                                                                                                    \
		return begin(unsigned_loop(up, start, end, step), SCHEDULE_RUNTIME, 0, ordered,              \
		             (uint64_t *)first, (uint64_t *)last);                                           \
	}                                                                                                    \
	NEXT(name)

#define NEXT(name)                                                \
	bool GOMP_loop_##name##_next(long *first, long *last)     \
	{                                                         \
		return next((uint64_t *)first, (uint64_t *)last); \
	}                                                         \
	bool GOMP_loop_ull_##name##_next(ull *first, ull *last)   \
	{                                                         \
		return next((uint64_t *)first, (uint64_t *)last); \
	}

#define REGION(name, schedule)                                                                             \
	void GOMP_parallel_loop_##name(void (*function)(void *), void *data, unsigned threads, long start, \
	                               long end, long step, long chunk, unsigned flags)                    \
	{                                                                                                  \
		(void)flags;                                                                               \
		region(function, data, threads, signed_loop(start, end, step), schedule, (uint64_t)chunk); \
	}

#define REGION_RUNTIME(name)                                                                               \
	void GOMP_parallel_loop_##name(void (*function)(void *), void *data, unsigned threads, long start, \
	                               long end, long step, unsigned flags)                                \
	{                                                                                                  \
		(void)flags;                                                                               \
		region(function, data, threads, signed_loop(start, end, step), SCHEDULE_RUNTIME, 0);       \
	}

BEGIN(static, SCHEDULE_STATIC, false)
BEGIN(dynamic, SCHEDULE_DYNAMIC, false)
BEGIN(guided, SCHEDULE_GUIDED, false)
BEGIN(nonmonotonic_dynamic, SCHEDULE_DYNAMIC, false)
BEGIN(nonmonotonic_guided, SCHEDULE_GUIDED, false)
BEGIN(ordered_static, SCHEDULE_STATIC, true)
BEGIN(ordered_dynamic, SCHEDULE_DYNAMIC, true)
BEGIN(ordered_guided, SCHEDULE_GUIDED, true)
BEGIN_RUNTIME(runtime, false)
BEGIN_RUNTIME(nonmonotonic_runtime, false)
BEGIN_RUNTIME(maybe_nonmonotonic_runtime, false)
BEGIN_RUNTIME(ordered_runtime, true)

REGION(static, SCHEDULE_STATIC)
REGION(dynamic, SCHEDULE_DYNAMIC)
REGION(guided, SCHEDULE_GUIDED)
REGION(nonmonotonic_dynamic, SCHEDULE_DYNAMIC)
REGION(nonmonotonic_guided, SCHEDULE_GUIDED)
REGION_RUNTIME(runtime)
REGION_RUNTIME(nonmonotonic_runtime)
REGION_RUNTIME(maybe_nonmonotonic_runtime)

void GOMP_loop_end(void)
{
	loop_end_doacross();
	team_barrier("GOMP_loop_end");
}

bool GOMP_loop_end_cancel(void)
{
	GOMP_loop_end();
	return false;
}

void GOMP_loop_end_nowait(void)
{
	loop_end_doacross();
}

void GOMP_ordered_start(void)
{
	loop_ordered_begin();
}

void GOMP_ordered_end(void)
{
	loop_ordered_end();
}

/* --- ordered(n) --------------------------------------------------------------------------------------- */

/* Iterations are numbered already; of the outermost loop they are shared out. */
static bool begin_doacross(unsigned dimensions, const uint64_t *counts, int schedule, uint64_t chunk,
                           uint64_t *first, uint64_t *last)
{
	struct loop l = {.iterations = counts[0], .step = 1};
	struct doacross *d = loop_begin_doacross(dimensions);

	for (unsigned i = 0; i < dimensions; i++)
		d->counts[i] = counts[i];
	return begin(l, schedule, chunk, false, first, last);
}

#define BEGIN_DOACROSS(name, schedule)                                                                      \
	bool GOMP_loop_doacross_##name##_start(unsigned dimensions, long *counts, long chunk, long *first,  \
	                                       long *last)                                                  \
	{                                                                                                   \
		return begin_doacross(dimensions, (uint64_t *)counts, schedule, (uint64_t)chunk,            \
		                      (uint64_t *)first, (uint64_t *)last);                                 \
	}                                                                                                   \
	bool GOMP_loop_ull_doacross_##name##_start(unsigned dimensions, ull *counts, ull chunk, ull *first, \
	                                           ull *last)                                               \
	{                                                                                                   \
		return begin_doacross(dimensions, (uint64_t *)counts, schedule, chunk, (uint64_t *)first,   \
		                      (uint64_t *)last);                                                    \
	}

BEGIN_DOACROSS(static, SCHEDULE_STATIC)
BEGIN_DOACROSS(dynamic, SCHEDULE_DYNAMIC)
BEGIN_DOACROSS(guided, SCHEDULE_GUIDED)

bool GOMP_loop_doacross_runtime_start(unsigned dimensions, long *counts, long *first, long *last)
{
	return begin_doacross(dimensions, (uint64_t *)counts, SCHEDULE_RUNTIME, 0, (uint64_t *)first,
	                      (uint64_t *)last);
}

bool GOMP_loop_ull_doacross_runtime_start(unsigned dimensions, ull *counts, ull *first, ull *last)
{
	return begin_doacross(dimensions, (uint64_t *)counts, SCHEDULE_RUNTIME, 0, (uint64_t *)first,
	                      (uint64_t *)last);
}

void GOMP_doacross_post(long *iteration)
{
	loop_post((uint64_t *)iteration);
}

void GOMP_doacross_ull_post(ull *iteration)
{
	loop_post((uint64_t *)iteration);
}

static void wait_for(uint64_t first, va_list more)
{
	unsigned n = task_current()->doacross.dimensions;
	uint64_t *iteration = ar_model_allocate((n + 1) * sizeof *iteration, 16);

	iteration[0] = first;
	for (unsigned i = 1; i < n; i++)
		iteration[i] = va_arg(more, uint64_t);
	loop_wait(iteration);
	ar_model_free(iteration);
}

void GOMP_doacross_wait(long first, ...)
{
	va_list more;

	va_start(more, first);
	wait_for((uint64_t)first, more);
	va_end(more);
}

void GOMP_doacross_ull_wait(ull first, ...)
{
	va_list more;

	va_start(more, first);
	wait_for(first, more);
	va_end(more);
}

/* --- Sections, numbered from 1 ------------------------------------------------------------------------ */

static struct loop sections(unsigned count)
{
	return (struct loop){.schedule = SCHEDULE_DYNAMIC, .iterations = count, .chunk = 1, .step = 1};
}

unsigned GOMP_sections_next(void)
{
	uint64_t section, end;

	return loop_next(&section, &end) ? (unsigned)section + 1 : 0;
}

unsigned GOMP_sections_start(unsigned count)
{
	struct loop l = sections(count);

	loop_begin(&l);
	return GOMP_sections_next();
}

void GOMP_parallel_sections(void (*function)(void *), void *data, unsigned threads, unsigned count,
                            unsigned flags)
{
	struct loop l = sections(count);

	(void)flags;
	team_begin(function, data, threads, &l);
	function(data);
	team_end();
}

void GOMP_sections_end(void)
{
	team_barrier("GOMP_sections_end");
}

bool GOMP_sections_end_cancel(void)
{
	team_barrier("GOMP_sections_end_cancel");
	return false;
}

void GOMP_sections_end_nowait(void)
{
}
