/*
 * Robust mutexes: a thread that ends leaves those that it has locked to the next, which learns of it. Threads
 * know them by a list through the mutexes, as in libc. Where another thread has not repaired what the mutex
 * guards, no thread may lock it any more.
 */
#include "rt/abi/interpose.h"
#include "rt/memory/shadow.h"
#include "rt/sync/object.h"

#include <errno.h>

#define LEFT ((uint64_t)1 << 30) /* its owner has ended */
#define LOST ((uint64_t)2 << 30) /* forever */

static struct transition lock(uint64_t old, uint64_t owner, uint32_t variant)
{
	(void)variant;
	return old == 0 || old == LEFT ? BECOMES(owner) : old == LOST ? READS_ONLY : BLOCKS;
}

static struct transition try(uint64_t old, uint64_t owner, uint32_t variant)
{
	(void)variant;
	return old == 0 || old == LEFT ? BECOMES(owner) : READS_ONLY;
}

static const struct transition_function locks = {
	.apply = lock, .call = ACQ_CALL_ROBUST_LOCK, .part = PART_LOCKS};
static const struct transition_function tries = {
	.apply = try, .call = ACQ_CALL_ROBUST_LOCK, .part = PART_LOCKS};

bool robust_is_taken(uint64_t state)
{
	return state && state != LEFT && state != LOST;
}

/* --- The list of those that the thread has locked ------------------------------------------------------- */

static pthread_mutex_t **next_of(pthread_mutex_t *m)
{
	return (pthread_mutex_t **)&m->__data.__list.__next;
}

static void set(void *place, const void *value, size_t size)
{
	memory_save((uint64_t)place, size);
	rt_copy(place, value, size);
}

static void set_next(pthread_mutex_t *m, pthread_mutex_t *next)
{
	set(next_of(m), &next, sizeof next);
}

static void add_to_list(pthread_mutex_t *m)
{
	set_next(m, rt.current->robust);
	rt.current->robust = m;
}

static void take_from_list(pthread_mutex_t *m)
{
	pthread_mutex_t *before = rt.current->robust;

	if (before == m) {
		rt.current->robust = *next_of(m);
		return;
	}
	while (*next_of(before) != m)
		before = *next_of(before);
	set_next(before, *next_of(m));
}

/* Whether what the mutex guards has not been repaired yet. */
static void set_broken(pthread_mutex_t *m, unsigned broken)
{
	set(&m->__data.__nusers, &broken, sizeof broken);
}

/* --- Calls ---------------------------------------------------------------------------------------------- */

int robust_lock(pthread_mutex_t *m, bool waits, uint64_t pc, const struct hook_frame *frame,
                const struct event **blocked)
{
	struct object_call c = {
		waits ? &locks : &tries, (uint64_t)m, rt.current->thread + 1u, pc, ACQUIRE, 4, frame};
	const struct event *e = object_perform(&c);

	*blocked = e->blocked ? e : NULL;
	if (e->kind != EV_RMW)
		return e->value_read == LOST ? ENOTRECOVERABLE : EBUSY;
	add_to_list(m);
	set_broken(m, e->value_read == LEFT);
	return e->value_read == LEFT ? EOWNERDEAD : 0;
}

uint64_t robust_unlocked(pthread_mutex_t *m)
{
	take_from_list(m);
	return m->__data.__nusers ? LOST : 0;
}

INTERPOSE(int, pthread_mutex_consistent)(pthread_mutex_t *m)
{
	if (!mutex_is_robust(m, RETURN_ADDRESS) || !mutex_is_owner(m) || !m->__data.__nusers)
		return EINVAL;
	set_broken(m, 0);
	rt.current->effects++;
	return 0;
}

void robust_leave_all(void)
{
	while (rt.current->robust)
		mutex_leave(rt.current->robust, LEFT);
}
