/* What programs ask OpenMP for, and set, beside locks (locks.c). */
#include "openmp.h"

#include <limits.h>
#include <stdint.h>
#include <time.h>

#define PROCESSORS 2

static struct settings *settings(void)
{
	return &task_current()->settings;
}

/* --- Teams -------------------------------------------------------------------------------------------- */

int omp_get_thread_num(void)
{
	return (int)task_thread(task_current());
}

int omp_get_num_threads(void)
{
	return (int)task_current()->team->size;
}

int omp_get_max_threads(void)
{
	return (int)settings_threads(settings(), task_current()->team->active_level);
}

void omp_set_num_threads(int n)
{
	settings()->threads = n > 0 ? (unsigned)n : 1;
}

int omp_get_thread_limit(void)
{
	return INT_MAX;
}

int omp_get_num_procs(void)
{
	return PROCESSORS;
}

int omp_in_parallel(void)
{
	return task_current()->team->active_level > 0;
}

int omp_in_final(void)
{
	return task_current()->final;
}

int omp_get_level(void)
{
	return (int)task_current()->team->level;
}

int omp_get_active_level(void)
{
	return (int)task_current()->team->active_level;
}

/* The task of that level around the current one; NULL: there is none. */
static const struct task *ancestor(int level)
{
	const struct task *t = task_current();

	if (level < 0 || (unsigned)level > t->team->level)
		return NULL;
	while (t->team->level > (unsigned)level)
		t = t->team->encountering;
	return t;
}

int omp_get_ancestor_thread_num(int level)
{
	const struct task *t = ancestor(level);

	if (t == task_current())
		return omp_get_thread_num();
	return t ? (int)t->thread : -1;
}

int omp_get_team_size(int level)
{
	const struct task *t = ancestor(level);

	return t ? (int)t->team->size : -1;
}

/* --- Settings ----------------------------------------------------------------------------------------- */

void omp_set_dynamic(int dynamic)
{
	settings()->dynamic = dynamic;
}

/* The number of threads is never less than what is asked for all the same. */
int omp_get_dynamic(void)
{
	return settings()->dynamic;
}

void omp_set_max_active_levels(int levels)
{
	if (levels >= 0)
		settings()->active_levels = (unsigned)levels;
}

int omp_get_max_active_levels(void)
{
	unsigned levels = settings()->active_levels;

	return levels < INT_MAX ? (int)levels : INT_MAX;
}

int omp_get_supported_active_levels(void)
{
	return INT_MAX;
}

void omp_set_nested(int nested)
{
	settings()->active_levels = nested ? INT_MAX : 1;
}

int omp_get_nested(void)
{
	return settings()->active_levels > 1;
}

#define MONOTONIC 0x80000000u

void omp_set_schedule(unsigned kind, int chunk)
{
	kind &= ~MONOTONIC;
	if (kind < SCHEDULE_STATIC || kind > SCHEDULE_AUTO)
		return;
	settings()->schedule = (enum schedule)kind;
	settings()->chunk = chunk > 0 ? (uint64_t)chunk : 0;
}

void omp_get_schedule(unsigned *kind, int *chunk)
{
	*kind = (unsigned)settings()->schedule;
	*chunk = (int)settings()->chunk;
}

int omp_get_cancellation(void)
{
	return settings_cancellation;
}

int omp_get_max_task_priority(void)
{
	return 0;
}

int omp_get_proc_bind(void)
{
	return 0; /* omp_proc_bind_false */
}

int omp_get_num_places(void)
{
	return 0;
}

/* --- Devices, of which there is the one that the program runs on -------------------------------------- */

int omp_is_initial_device(void)
{
	return 1;
}

int omp_get_num_devices(void)
{
	return 0;
}

int omp_get_initial_device(void)
{
	return 0;
}

int omp_get_device_num(void)
{
	return 0;
}

int omp_get_default_device(void)
{
	return 0;
}

int omp_get_num_teams(void)
{
	return 1;
}

int omp_get_team_num(void)
{
	return 0;
}

/* --- Time --------------------------------------------------------------------------------------------- */

double omp_get_wtime(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double omp_get_wtick(void)
{
	return 1e-9;
}
