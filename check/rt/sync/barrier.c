/*
 * Barriers. The state is how many there have to be, which round it is, and how many have arrived in it. The
 * last to arrive begins the next round and says so in a word that the others wait for: it is not part of the
 * barrier, which may be destroyed as soon as one thread has gone on.
 */
#include "rt/abi/interpose.h"
#include "rt/sync/object.h"

#include <errno.h>

#define STATE_SIZE 8
#define ROUND      ((uint64_t)1 << 16)
#define NEEDED     ((uint64_t)1 << 40)

struct barrier { /* what is in a pthread_barrier_t */
	uint64_t state;
	uint64_t word; /* member number */
};

static uint64_t arrived(uint64_t state)
{
	return state % ROUND;
}

void barrier_counts(uint64_t state, uint64_t *here, uint64_t *needed)
{
	*here = arrived(state);
	*needed = state / NEEDED;
}

static uint64_t round_of(uint64_t state)
{
	return state % NEEDED / ROUND;
}

static bool is_last(uint64_t old)
{
	return arrived(old) + 1 == old / NEEDED;
}

static struct transition arrive(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand, (void)variant;
	if (!is_last(old))
		return BECOMES(old + 1);
	return BECOMES(old / NEEDED * NEEDED + (round_of(old) + 1) * ROUND % NEEDED);
}

static struct transition open_next(uint64_t old, uint64_t round, uint32_t variant)
{
	(void)old, (void)variant;
	return BECOMES(round);
}

static struct transition pass(uint64_t old, uint64_t round, uint32_t variant)
{
	(void)variant;
	return old == round ? READS_ONLY : BLOCKS;
}

static const struct transition_function arrives = {.apply = arrive, .call = ACQ_CALL_BARRIER};
static const struct transition_function opens = {.apply = open_next};
static const struct transition_function passes = {.apply = pass, .call = ACQ_CALL_BARRIER_PASSED};

static bool in_use(uint64_t state)
{
	return arrived(state) != 0;
}

static const struct object_kind kind = {
	.name = "a barrier",
	.used = "that a thread waits at",
	.in_use = in_use,
	.tells_waiting = true, /* those whose round is over may be slow to go on */
	.size = sizeof(pthread_barrier_t),
	.state_size = STATE_SIZE,
	.mark = sizeof(struct barrier),
	.stamp = sizeof(struct barrier) + 4,
};

INTERPOSE(int, pthread_barrier_init)
(pthread_barrier_t *b, const pthread_barrierattr_t *attributes, unsigned count)
{
	if (count == 0)
		return EINVAL;
	/* More than all threads there can be will not come together either. */
	uint64_t needed = count < UINT16_MAX ? count : UINT16_MAX;
	object_begin(&kind, "pthread_barrier_init", (uint64_t)b, needed * NEEDED, RETURN_ADDRESS);
	((struct barrier *)b)->word = waiter_number(rt.current->thread, rt.current->words++);
	return 0;
}

INTERPOSE(int, pthread_barrier_destroy)(pthread_barrier_t *b)
{
	object_check_alive(&kind, (uint64_t)b, RETURN_ADDRESS);
	object_end(&kind, "pthread_barrier_destroy", (uint64_t)b, RETURN_ADDRESS);
	return 0;
}

INTERPOSE(int, pthread_barrier_wait)(pthread_barrier_t *b)
{
	struct object_call c = {&arrives, (uint64_t)b, 0, RETURN_ADDRESS, ACQ_REL, STATE_SIZE, NULL};

	object_check_alive(&kind, (uint64_t)b, RETURN_ADDRESS);
	uint64_t word = object_word(((const struct barrier *)b)->word);
	uint64_t old = object_perform(&c)->value_read;
	uint64_t next = (round_of(old) + 1) * ROUND % NEEDED / ROUND;
	struct object_call wait = {&passes, word, next, RETURN_ADDRESS, ACQUIRE, 8, NULL};
	if (is_last(old)) {
		wait.function = &opens;
		wait.order = RELEASE;
		object_perform(&wait);
		return PTHREAD_BARRIER_SERIAL_THREAD;
	}
	if (object_blocks(&wait, (uintptr_t)__builtin_dwarf_cfa()))
		object_park(&c, FIBER_WAITING, NO_THREAD, FOR_EVER);
	return 0;
}
