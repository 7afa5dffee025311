/*
 * GThreadPool. The state is numbers (of threads, how many there may be, whether the pool is to be freed, and
 * by whom) and the tasks that wait, by ticket. A thread takes tasks as long as there are any. Then one of an
 * exclusive pool waits for more. One of another pool ends: that is said, since GLib may have it wait for a
 * while, and run other tasks, which then find what the one before has left in variables of the thread.
 */
#include "glib.h"

#include <limits.h>
#include <pthread.h>

#define SPECIFIED ar_modelled_always("GThreadPool")

struct glib_thread_pool {
	/* as in GThreadPool */
	void (*function)(void *task, void *user);
	void *user;
	gboolean exclusive;

	uint64_t state;
	void (*free_task)(void *);
	int waiting; /* exclusive: threads that want a task, each of which GLib may count as if it had one */
};

#define THREAD    UINT64_C(1)
#define MAX       (UINT64_C(1) << 24)
#define CLOSED    (UINT64_C(1) << 48)
#define ABANDONED (UINT64_C(1) << 49) /* the last of its threads frees it */
#define MOST      UINT64_C(0xffffff)
#define UNLIMITED MOST

static uint64_t numbers(uint64_t state)
{
	return ar_model_first(state);
}

static uint64_t tasks(uint64_t state)
{
	return ar_model_second(state);
}

static uint64_t threads(uint64_t state)
{
	return numbers(state) & MOST;
}

static uint64_t most_threads(uint64_t state)
{
	return (numbers(state) / MAX) & MOST;
}

static ar_model_result becomes(uint64_t new_numbers, uint64_t new_tasks)
{
	return AR_MODEL_BECOMES(ar_model_pair(new_numbers, new_tasks));
}

/* --- Steps --------------------------------------------------------------------------------------------- */

static bool may_start(uint64_t state)
{
	return threads(state) < most_threads(state);
}

/* With a thread more, if there may be. */
static ar_model_result add_task(uint64_t state, uint64_t ticket, unsigned variant)
{
	(void)variant;
	if (numbers(state) & CLOSED)
		return AR_MODEL_STAYS;
	return becomes(numbers(state) + (may_start(state) ? THREAD : 0),
	               ar_model_list_with(tasks(state), ticket));
}

static bool has_too_many(uint64_t state)
{
	return threads(state) > most_threads(state) && !(numbers(state) & CLOSED);
}

/* The thread takes a task, or is one no longer. */
static ar_model_result take_task(uint64_t state, uint64_t exclusive, unsigned variant)
{
	uint64_t list = tasks(state);

	(void)variant;
	if (list && !has_too_many(state))
		return becomes(numbers(state), ar_model_list_without(list, ar_model_list_at(list, 0)));
	if (exclusive && !has_too_many(state) && !(numbers(state) & CLOSED))
		return AR_MODEL_WAITS;
	return becomes(numbers(state) - THREAD, list);
}

static ar_model_result set_most(uint64_t state, uint64_t most, unsigned variant)
{
	(void)variant;
	return becomes(numbers(state) - most_threads(state) * MAX + most * MAX, tasks(state));
}

static bool wants_thread(uint64_t state, uint64_t exclusive)
{
	return may_start(state) && (exclusive || threads(state) < ar_model_list_length(tasks(state)));
}

/* One more than there was, for tasks that wait. */
static ar_model_result add_thread(uint64_t state, uint64_t exclusive, unsigned variant)
{
	(void)variant;
	if (!wants_thread(state, exclusive))
		return AR_MODEL_STAYS;
	return becomes(numbers(state) + THREAD, tasks(state));
}

static ar_model_result lose_thread(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return becomes(numbers(state) - THREAD, tasks(state));
}

static ar_model_result shut(uint64_t state, uint64_t flags, unsigned variant)
{
	(void)variant;
	return becomes(numbers(state) | flags, tasks(state));
}

static ar_model_result shut_at_once(uint64_t state, uint64_t flags, unsigned variant)
{
	(void)variant;
	return becomes(numbers(state) | flags, 0);
}

static ar_model_result wait_for_end(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return threads(state) ? AR_MODEL_WAITS : AR_MODEL_STAYS;
}

static ar_model_result move_to_front(uint64_t state, uint64_t ticket, unsigned variant)
{
	uint64_t others = ar_model_list_without(tasks(state), ticket), all = ar_model_list_with(0, ticket);

	(void)variant;
	if (others == tasks(state))
		return AR_MODEL_STAYS;
	for (unsigned i = 0; i < ar_model_list_length(others); i++)
		all = ar_model_list_with(all, ar_model_list_at(others, i));
	return becomes(numbers(state), all);
}

static const ar_model_call adds_task = GLIB_ORDERED_STEP(add_task);
static const ar_model_call takes_task = GLIB_ORDERED_STEP(take_task);
static const ar_model_call sets_most = GLIB_ORDERED_STEP(set_most);
static const ar_model_call adds_thread = GLIB_ORDERED_STEP(add_thread);
static const ar_model_call loses_thread = GLIB_ORDERED_STEP(lose_thread);
static const ar_model_call closes = GLIB_ORDERED_STEP(shut);
static const ar_model_call closes_at_once = GLIB_ORDERED_STEP(shut_at_once);
static const ar_model_call waits_for_end = GLIB_ORDERED_STEP(wait_for_end);
static const ar_model_call moves_to_front = GLIB_ORDERED_STEP(move_to_front);

/* --- Threads ------------------------------------------------------------------------------------------- */

static void *task_of(uint64_t ticket)
{
	void *task = (void *)(uintptr_t)ar_model_noted(ticket);

	ar_model_note(ticket, (uint64_t)(uintptr_t)task); /* the pool keeps it no longer */
	return task;
}

static void *work(void *pool)
{
	struct glib_thread_pool *p = pool;

	for (;;) {
		if (p->exclusive)
			/* relaxed: g_thread_pool_unprocessed() wants the number, and nothing else */
			__atomic_fetch_add(&p->waiting, 1, __ATOMIC_RELAXED);
		uint64_t found = ar_model_step(&p->state, &takes_task, (uint64_t)p->exclusive);
		if (!tasks(found) || has_too_many(found)) {
			if (numbers(found) & ABANDONED && threads(found) == 1)
				free(p);
			return NULL;
		}
		if (p->exclusive)
			/* relaxed: as above */
			__atomic_fetch_sub(&p->waiting, 1, __ATOMIC_RELAXED);
		p->function(task_of(ar_model_list_at(tasks(found), 0)), p->user);
	}
}

/* The state counts it already. */
static bool start(struct glib_thread_pool *p, void **error)
{
	pthread_attr_t detached;
	pthread_t thread;

	pthread_attr_init(&detached);
	pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
	ar_model_next_thread_runs((void (*)(void))p->function);
	int failed = pthread_create(&thread, &detached, work, p);
	pthread_attr_destroy(&detached);
	if (!failed)
		return true;
	ar_model_step(&p->state, &loses_thread, 0);
	glib_thread_error(error, "Error creating thread: Resource temporarily unavailable");
	return false;
}

static bool start_more(struct glib_thread_pool *p, void **error)
{
	uint64_t exclusive = (uint64_t)p->exclusive;

	while (wants_thread(ar_model_step(&p->state, &adds_thread, exclusive), exclusive))
		if (!start(p, error))
			return false;
	return true;
}

/* --- Calls --------------------------------------------------------------------------------------------- */

static uint64_t most_of(int max_threads)
{
	return max_threads < 0 ? UNLIMITED : (uint64_t)max_threads;
}

GLIB struct glib_thread_pool *g_thread_pool_new_full(void (*function)(void *, void *), void *user,
                                                     void (*free_task)(void *), int max_threads,
                                                     gboolean exclusive, void **error)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_thread_pool_new_full)(function, user, free_task, max_threads, exclusive,
		                                           error);
	if (max_threads < -1 || (exclusive && max_threads == -1) || max_threads >= (int)MOST)
		ar_misuse_found("g_thread_pool_new() with a number of threads that a pool cannot have");
	struct glib_thread_pool *p = calloc(1, sizeof *p);
	if (!p)
		abort();
	p->function = function;
	p->user = user;
	p->exclusive = exclusive;
	p->free_task = free_task;
	if (!exclusive)
		ar_model_say("threads of a GThreadPool that is not exclusive end when there is no task: that "
		             "a later "
		             "task finds what one has left in variables of the thread is not explored");
	ar_model_step(&p->state, &sets_most, most_of(max_threads));
	if (exclusive)
		start_more(p, error);
	return p;
}

GLIB struct glib_thread_pool *g_thread_pool_new(void (*function)(void *, void *), void *user, int max_threads,
                                                gboolean exclusive, void **error)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_thread_pool_new)(function, user, max_threads, exclusive, error);
	return g_thread_pool_new_full(function, user, NULL, max_threads, exclusive, error);
}

GLIB gboolean g_thread_pool_push(struct glib_thread_pool *p, void *task, void **error)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_thread_pool_push)(p, task, error);
	uint64_t ticket = ar_model_ticket();
	if (!task)
		ar_misuse_found("g_thread_pool_push() of NULL, which a pool cannot hold");
	ar_model_keep(ticket, p, task);
	uint64_t found = ar_model_step(&p->state, &adds_task, ticket);
	if (numbers(found) & CLOSED)
		ar_misuse_found("g_thread_pool_push() to a pool that was freed");
	return !may_start(found) || start(p, error);
}

static void drop(struct glib_thread_pool *p, uint64_t list)
{
	for (unsigned i = 0; i < ar_model_list_length(list); i++) {
		void *task = task_of(ar_model_list_at(list, i));
		if (p->free_task)
			p->free_task(task);
	}
}

GLIB void g_thread_pool_free(struct glib_thread_pool *p, gboolean immediate, gboolean wait)
{
	if (!SPECIFIED) {
		GLIB_NATIVE(g_thread_pool_free)(p, immediate, wait);
		return;
	}
	void (*free_task)(void *) = p->free_task;
	struct glib_thread_pool dropping = {.free_task = free_task};
	uint64_t found = ar_model_step(&p->state, immediate ? &closes_at_once : &closes,
	                               wait ? CLOSED : CLOSED | ABANDONED);
	if (numbers(found) & CLOSED)
		ar_misuse_found("g_thread_pool_free() of a pool that was freed already");
	bool is_mine = wait || !threads(found);
	if (immediate)
		drop(&dropping, tasks(found));
	if (!is_mine)
		return;
	ar_model_step(&p->state, &waits_for_end, 0);
	free(p);
}

GLIB unsigned g_thread_pool_unprocessed(struct glib_thread_pool *p)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_thread_pool_unprocessed)(p);
	unsigned n = ar_model_list_length(tasks(glib_look(&p->state)));
	/* relaxed: the number, and nothing else */
	unsigned waiting = (unsigned)__atomic_load_n(&p->waiting, __ATOMIC_RELAXED);
	return n > waiting ? n - waiting : 0;
}

GLIB unsigned g_thread_pool_get_num_threads(struct glib_thread_pool *p)
{
	return SPECIFIED ? (unsigned)threads(glib_look(&p->state))
	                 : GLIB_NATIVE(g_thread_pool_get_num_threads)(p);
}

GLIB int g_thread_pool_get_max_threads(struct glib_thread_pool *p)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_thread_pool_get_max_threads)(p);
	uint64_t most = most_threads(glib_look(&p->state));
	return most == UNLIMITED ? -1 : (int)most;
}

GLIB gboolean g_thread_pool_set_max_threads(struct glib_thread_pool *p, int max_threads, void **error)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_thread_pool_set_max_threads)(p, max_threads, error);
	ar_model_step(&p->state, &sets_most, most_of(max_threads));
	return start_more(p, error);
}

GLIB gboolean g_thread_pool_move_to_front(struct glib_thread_pool *p, void *task)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_thread_pool_move_to_front)(p, task);
	uint64_t list = tasks(glib_look(&p->state));
	for (unsigned i = 0; i < ar_model_list_length(list); i++) {
		uint64_t ticket = ar_model_list_at(list, i);
		if (ar_model_noted(ticket) != (uint64_t)(uintptr_t)task)
			continue;
		uint64_t found = ar_model_step(&p->state, &moves_to_front, ticket);
		return ar_model_list_without(tasks(found), ticket) != tasks(found);
	}
	return false;
}

GLIB void g_thread_pool_set_sort_function(struct glib_thread_pool *p, void *compare, void *user)
{
	if (!SPECIFIED)
		GLIB_NATIVE(g_thread_pool_set_sort_function)(p, compare, user);
	else if (compare)
		ar_model_unsupported("g_thread_pool_set_sort_function()");
}
