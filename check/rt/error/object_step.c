/* What the record of an execution says about calls of objects. */
#include "rt/error/object_step.h"

#include "rt/sync/object.h"

bool object_is_hidden(const struct event *e)
{
	return e->op == OP_OBJECT && object_function(e)->call == ACQ_CALL_NONE;
}

/* Of an object whose threads wait at words outside it: they have just done something to the object itself. */
static uint64_t previous_address(const struct event *e)
{
	const struct graph *g = rt_graph();

	return g->locations[graph_event(g, graph_thread_event(g, e->thread, e->index - 1))->location].address;
}

static void describe_lock(struct acq_step *s, const struct event *e)
{
	s->kind = e->blocked ? ACQ_STEP_STUCK : e->kind == EV_RMW ? ACQ_STEP_LOCK : ACQ_STEP_TRYLOCK_FAILED;
	if (!e->blocked || !e->value_read) /* free, when it could not be locked */
		return;
	s->stuck = ACQ_STUCK_LOCK;
	s->peer = s->op == ACQ_CALL_ROBUST_LOCK ? (uint16_t)(e->value_read - 1)
	                                        : rwlock_holder(e->value_read, e->thread);
}

/* A lock that only polls, and could be taken. */
static void describe_poll(struct acq_step *s, const struct event *e)
{
	s->kind = ACQ_STEP_STUCK;
	s->stuck = ACQ_STUCK_SPIN;
	s->op = ACQ_CALL_NONE;
	if (event_part(e) == PART_SHARES)
		s->value_read = waiters_count(e->value_read);
}

/* Of an object that a library has specified: see model.c. */
static void describe_specified(struct acq_step *s, const struct event *e)
{
	if (e->blocked)
		s->stuck = s->op == ACQ_CALL_LIBRARY_SLEEPS ? ACQ_STUCK_SLEEP : ACQ_STUCK_WAIT;
	else if (event_part(e) == PART_LOCKS)
		s->kind = e->kind == EV_RMW ? ACQ_STEP_LOCK : ACQ_STEP_TRYLOCK_FAILED;
	else if (event_part(e) == PART_UNLOCKS)
		s->kind = ACQ_STEP_UNLOCK;
	s->op = s->kind == ACQ_STEP_CALL || e->blocked ? ACQ_CALL_LIBRARY : ACQ_CALL_NONE;
}

void object_describe(struct acq_step *s, const struct event *e)
{
	if (e->in_vain) {
		describe_poll(s, e);
		return;
	}
	s->op = object_function(e)->call;
	s->kind = e->blocked ? ACQ_STEP_STUCK : ACQ_STEP_CALL;
	s->stuck = e->blocked ? ACQ_STUCK_WAIT : ACQ_STUCK_NOT;
	switch (s->op) {
	case ACQ_CALL_SIGNAL:
		if (e->kind == EV_RMW)
			s->peer = waiter_thread(waiters_at(e->value_read, e->variant));
		s->value_read = waiters_count(e->value_read);
		break;
	case ACQ_CALL_BROADCAST:
		s->value_read = waiters_count(e->value_read);
		break;
	case ACQ_CALL_WOKEN:
		s->addr = e->operand;
		s->stuck = e->blocked ? ACQ_STUCK_SLEEP : ACQ_STUCK_NOT;
		break;
	case ACQ_CALL_ROBUST_LOCK:
	case ACQ_CALL_READ_LOCK:
	case ACQ_CALL_WRITE_LOCK:
		describe_lock(s, e);
		break;
	case ACQ_CALL_RW_UNLOCK:
		s->kind = ACQ_STEP_UNLOCK;
		break;
	case ACQ_CALL_LOCK_IN_VAIN:
		s->kind = e->blocked ? ACQ_STEP_STUCK : ACQ_STEP_TRYLOCK_FAILED;
		break;
	case ACQ_CALL_WORD:
		s->stuck = e->blocked ? ACQ_STUCK_SLEEP : ACQ_STUCK_NOT;
		break;
	case ACQ_CALL_LIBRARY:
	case ACQ_CALL_LIBRARY_SLEEPS:
		describe_specified(s, e);
		break;
	case ACQ_CALL_BARRIER:
		barrier_counts(e->value_read, &s->value_read, &s->value_written);
		s->value_read++;
		break;
	case ACQ_CALL_BARRIER_PASSED:
		s->addr = previous_address(e);
		break;
	default:
		break;
	}
}
