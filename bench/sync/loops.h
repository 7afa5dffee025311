/*
 * The loops that are measured, compiled for one library, so that what is inline is inline and all else is
 * called directly. Included once for each, with LIBRARY defined as what the table calls it, and those of
 * these groups that it has:
 *
 *	MUTEX, CONDVAR    types; they are static, so zero-filled or constructed
 *	LOCK(m) UNLOCK(m) WAIT(cv, m) NOTIFY_ONE(cv) NOTIFY_ALL(cv)
 *
 *	SEMAPHORE         a type
 *	SEM_NEW(s, n)     makes one of it at s, which points to memory for it, with n permits
 *	SEM_POST(s) SEM_WAIT(s)
 *
 *	BARRIER           a type
 *	BARRIER_NEW(b, n) for n threads
 *	BARRIER_WAIT(b, n)
 *
 *	EVENT             a type
 *	EVENT_NEW(e) EVENT_SET(e) EVENT_WAIT(e)
 *
 *	ONCE              a type, static
 *	ONCE_CALL(o, f)
 *
 * and then PEERS, the name of the list that it defines.
 */
#include "peer.h"

#include <stdlib.h>

#ifdef __cplusplus
#include <new>
#define ALIGNED_ alignas(128)

#else
#define ALIGNED_ _Alignas(128)

#endif

static inline void nothing(void)
{
}

static inline void prepare_nothing(int threads, long turns)
{
	(void)threads, (void)turns;
}

#ifdef CONDVAR
static struct {
	ALIGNED_ MUTEX m;
	CONDVAR cv[2];
	long state, most;
	int waiting;
} c;

/* Two threads, a condition variable for each: whose turn is it? */
static void ping_pong(int self, int threads, long turns)
{
	(void)threads;
	for (long i = 0; i < turns; i++) {
		LOCK(&c.m);
		while (c.state != self)
			WAIT(&c.cv[self], &c.m);
		c.state = !self;
		NOTIFY_ONE(&c.cv[!self]);
		UNLOCK(&c.m);
	}
}

/* The same, notifying after the mutex was unlocked. */
static void ping_pong_unlocked(int self, int threads, long turns)
{
	(void)threads;
	for (long i = 0; i < turns; i++) {
		LOCK(&c.m);
		while (c.state != self)
			WAIT(&c.cv[self], &c.m);
		c.state = !self;
		UNLOCK(&c.m);
		NOTIFY_ONE(&c.cv[!self]);
	}
}

static void clear_condvar(int threads, long turns)
{
	(void)threads, (void)turns;
	c.state = 0;
	c.waiting = 0;
}

/* Half of the threads fill a queue of 16 places, the others empty it. */
static void queue(int self, int threads, long turns)
{
	(void)threads;
	for (long i = 0; i < turns; i++) {
		LOCK(&c.m);
		while (c.state == (self % 2 ? 0 : 16))
			WAIT(&c.cv[self % 2], &c.m);
		c.state += self % 2 ? -1 : 1;
		NOTIFY_ONE(&c.cv[!(self % 2)]);
		UNLOCK(&c.m);
	}
}

/* All threads but one wait; when they do, that one lets them all go. */
static void gate(int self, int threads, long turns)
{
	for (long i = 1; i <= turns; i++) {
		LOCK(&c.m);
		if (self == 0) {
			while (c.waiting < threads - 1)
				WAIT(&c.cv[1], &c.m);
			c.waiting = 0;
			c.state = i;
			NOTIFY_ALL(&c.cv[0]);
		} else {
			if (++c.waiting == threads - 1)
				NOTIFY_ONE(&c.cv[1]);
			while (c.state < i)
				WAIT(&c.cv[0], &c.m);
		}
		UNLOCK(&c.m);
	}
}

static void notify_nobody(int self, int threads, long turns)
{
	(void)self, (void)threads;
	for (long i = 0; i < turns; i++) {
		NOTIFY_ONE(&c.cv[0]);
		__asm__ volatile("" : : : "memory");
	}
}

static const struct peer condvar_peers[] = {
	{"condvar-ping-pong", LIBRARY, sizeof(CONDVAR), clear_condvar, ping_pong, nothing},
	{"condvar-ping-pong-unlocked", LIBRARY, sizeof(CONDVAR), clear_condvar, ping_pong_unlocked, nothing},
	{"condvar-queue", LIBRARY, sizeof(CONDVAR), clear_condvar, queue, nothing},
	{"condvar-gate", LIBRARY, sizeof(CONDVAR), clear_condvar, gate, nothing},
	{"condvar-nobody", LIBRARY, sizeof(CONDVAR), clear_condvar, notify_nobody, nothing},
};
#endif

#ifdef SEMAPHORE
struct semaphore_place {
	ALIGNED_ SEMAPHORE s;
};
static void *semaphores;
#define SEM_AT(i) (&((struct semaphore_place *)semaphores)[i].s)

static void make_semaphores(int threads, long turns)
{
	(void)threads, (void)turns;
	semaphores = aligned_alloc(128, 2 * sizeof(struct semaphore_place));
	SEM_NEW(SEM_AT(0), 1);
	SEM_NEW(SEM_AT(1), 0);
}

static void free_semaphores(void)
{
	free(semaphores);
}

/* Two threads, a semaphore for each. */
static void sem_ping_pong(int self, int threads, long turns)
{
	(void)threads;
	for (long i = 0; i < turns; i++) {
		SEM_WAIT(SEM_AT(self));
		SEM_POST(SEM_AT(!self));
	}
}

/* All take and give the only permit. */
static void sem_share(int self, int threads, long turns)
{
	(void)self, (void)threads;
	for (long i = 0; i < turns; i++) {
		SEM_WAIT(SEM_AT(0));
		SEM_POST(SEM_AT(0));
	}
}

static const struct peer semaphore_peers[] = {
	{"semaphore-ping-pong", LIBRARY, sizeof(SEMAPHORE), make_semaphores, sem_ping_pong, free_semaphores},
	{"semaphore-share", LIBRARY, sizeof(SEMAPHORE), make_semaphores, sem_share, free_semaphores},
};
#endif

#ifdef BARRIER
struct barrier_place {
	ALIGNED_ BARRIER b;
};
static void *barrier;
#define BARRIER_AT (&((struct barrier_place *)barrier)->b)

static void make_barrier(int threads, long turns)
{
	(void)turns;
	barrier = aligned_alloc(128, sizeof(struct barrier_place));
	BARRIER_NEW(BARRIER_AT, threads);
}

static void free_barrier(void)
{
	free(barrier);
}

static void meet(int self, int threads, long turns)
{
	(void)self, (void)threads;
	for (long i = 0; i < turns; i++)
		BARRIER_WAIT(BARRIER_AT, threads);
}

static const struct peer barrier_peers[] = {
	{"barrier", LIBRARY, sizeof(BARRIER), make_barrier, meet, free_barrier},
};
#endif

#ifdef EVENT
struct event_place {
	ALIGNED_ EVENT e;
};
static void *events;
#define EVENT_AT(i) (&((struct event_place *)events)[i].e)

static void make_events(int threads, long turns)
{
	(void)threads;
	events = aligned_alloc(128, 2 * (size_t)turns * sizeof(struct event_place));
	for (long i = 0; i < 2 * turns; i++)
		EVENT_NEW(EVENT_AT(i));
}

static void free_events(void)
{
	free(events);
}

/* Two threads: each sets an event that nobody has used before, and waits for the other's. */
static void exchange(int self, int threads, long turns)
{
	(void)threads;
	for (long i = 0; i < turns; i++) {
		if (self)
			EVENT_WAIT(EVENT_AT(2 * i));
		EVENT_SET(EVENT_AT(2 * i + self));
		if (!self)
			EVENT_WAIT(EVENT_AT(2 * i + 1));
	}
}

static const struct peer event_peers[] = {
	{"event-ping-pong", LIBRARY, sizeof(EVENT), make_events, exchange, free_events},
};
#endif

#ifdef ONCE
static ONCE once;

static void again_and_again(int self, int threads, long turns)
{
	(void)self, (void)threads;
	for (long i = 0; i < turns; i++) {
		ONCE_CALL(&once, nothing);
		__asm__ volatile("" : : : "memory");
	}
}

static const struct peer once_peers[] = {
	{"once", LIBRARY, sizeof(ONCE), prepare_nothing, again_and_again, nothing},
};
#endif

const struct peer *const PEERS[] = {
#ifdef CONDVAR
	&condvar_peers[0],
	&condvar_peers[1],
	&condvar_peers[2],
	&condvar_peers[3],
	&condvar_peers[4],
#endif
#ifdef SEMAPHORE
	&semaphore_peers[0],
	&semaphore_peers[1],
#endif
#ifdef BARRIER
	&barrier_peers[0],
#endif
#ifdef EVENT
	&event_peers[0],
#endif
#ifdef ONCE
	&once_peers[0],
#endif
	NULL};
