/*
 * Objects that threads block on: each is a location of the graph at the object's address, with a state that
 * its calls change by transition functions. Each is pure, so that the exploration can try it on other states
 * than the program met.
 */
#ifndef ACQREL_RT_OBJECT_H
#define ACQREL_RT_OBJECT_H

#include "rt/libc/virtual_time.h"
#include "rt/run/operation.h"

#include <pthread.h>

#define READS_ONLY ((struct transition){0})
#define BLOCKS     ((struct transition){.blocks = true})
#define BECOMES(x) ((struct transition){.value = (x), .writes = true})

/* What calls do with the object at `address`, which is `size` bytes for the graph. */
struct object_call {
	const struct transition_function *function;
	uint64_t address, operand, pc;
	uint8_t order; /* if it changes the state; a call that does not acquires if this does */
	uint8_t size;
	const struct hook_frame *frame; /* NULL: no call that a loop can poll with */
};

static inline const struct transition_function *object_function(const struct event *e)
{
	return (const struct transition_function *)(uintptr_t)e->expected;
}

/* Of a word of its own (object_word) that a thread sleeps on until another wakes it. */
extern const struct transition_function object_wakes, object_sleeps;

/* Performs it for the running fiber. The event may be blocked: then the fiber has to be parked. */
const struct event *object_perform(const struct object_call *c);

/* Whether its event is blocked; program_sp: where the program has called, if `frame` does not tell. */
bool object_blocks(const struct object_call *c, uintptr_t program_sp);

/* How long a call is to wait. */
enum elided { FOR_EVER, UNTIL_LATER };

/* Parks the running fiber, whose last event is blocked. owner: the thread that it waits for, or NO_THREAD. */
_Noreturn void object_park(const struct object_call *c, uint8_t state, uint16_t owner, enum elided p);

struct object_kind {
	const char *name, *used; /* "a semaphore" "that a thread waits on" */
	bool (*in_use)(uint64_t state);
	uint8_t size, state_size;
	bool tells_waiting; /* in_use() is true of every state that somebody waits in */
	/* where 4 bytes are that no state is in, which tell that it was destroyed; 0: nowhere */
	uint8_t mark;
	/* where 4 bytes are that nothing else is in, to tell at which address it was used; 0: nowhere */
	uint8_t stamp;
};

/* A call uses it. */
void object_check_alive(const struct object_kind *k, uint64_t address, uint64_t pc);

/*
 * The object's life begins with this state, or ends, in a call of this function. Both are plain writes to all
 * its bytes, and misuse while there is one in use there.
 */
void object_begin(const struct object_kind *k, const char *function, uint64_t address, uint64_t state,
                  uint64_t pc);
void object_end(const struct object_kind *k, const char *function, uint64_t address, uint64_t pc);

/* For the init functions of others: in_use, where any state but 0 is. */
bool object_in_any_use(uint64_t state);
void mutex_begin(pthread_mutex_t *m, const char *function, uint64_t pc);
extern const struct object_kind condition_kind;

/* The newest state. Only what happens in the running fiber's past or under its lock is certain. */
uint64_t object_newest(uint64_t address, uint8_t state_size, uint64_t pc);

/*
 * --- Sets of waiting or reading threads (thread_sets.c) ---------------------------------------------------
 */

/*
 * A set is known by its number, since the graph has room for no more; 0 is the empty set. Equal sets have
 * equal numbers. A member is a thread and a number of its own, which tells its stays apart or says something
 * about this one.
 */
uint64_t waiter_number(uint16_t thread, uint64_t stay);
uint16_t waiter_thread(uint64_t member);
uint64_t waiter_ticket(uint64_t member);

uint64_t waiters_with(uint64_t set, uint64_t member);
uint64_t waiters_without(uint64_t set, uint64_t member); /* one, if it is there several times */
bool waiters_have(uint64_t set, uint64_t member);
uint32_t waiters_count(uint64_t set);
/* The same in lists, whose members come in the order in which they were added. */
uint64_t waiters_behind(uint64_t list, uint64_t member);
uint64_t waiters_but(uint64_t list, uint64_t member);
uint64_t waiters_at(uint64_t set, uint32_t i);

/*
 * The address of a word of 8 bytes outside the program, zero at first, that belongs to this member alone: for
 * what is not to depend on anything else that happens to an object.
 */
uint64_t object_word(uint64_t member);
uint64_t object_word_number(uint64_t word);
bool object_is_word(uint64_t address);

/* The heap memory of specified objects (model.c) that is the program's only by way of its owner. */
void model_each_kept(void (*kept)(uint64_t owner, uint64_t memory));

/* Before there are workers: these words have the same addresses in all of them. */
void object_init(void);

/* What states mean. */
void barrier_counts(uint64_t state, uint64_t *here, uint64_t *needed);
uint16_t rwlock_holder(uint64_t state, uint16_t waiting); /* one of them, another if there is one */

/* What a condition variable does with its mutex (mutex.c). */
void mutex_check_owned(pthread_mutex_t *m, uint64_t pc);
void mutex_release(pthread_mutex_t *m, uint64_t pc);
int mutex_take(pthread_mutex_t *m, uint64_t pc, const struct hook_frame *frame);

/*
 * Robust mutexes (robust.c). A lock returns EBUSY where it found the mutex taken; *blocked is its event then
 * if it waits, else NULL. robust_unlocked: the state that the mutex gets.
 */
bool mutex_is_robust(const pthread_mutex_t *m, uint64_t pc);
bool mutex_is_owner(const pthread_mutex_t *m);
int robust_lock(pthread_mutex_t *m, bool waits, uint64_t pc, const struct hook_frame *frame,
                const struct event **blocked);
bool robust_is_taken(uint64_t state);
uint64_t robust_unlocked(pthread_mutex_t *m);

/* The thread ends. */
void robust_leave_all(void);
void mutex_leave(pthread_mutex_t *m, uint64_t state);

/* Takes a lock, and gives it back, for the line of the program that is under way. */
void mutex_lend(uint64_t address, uint64_t pc, const struct hook_frame *frame);
void mutex_give_back(uint64_t address, uint64_t pc);
void rwlock_lend(pthread_rwlock_t *l, bool writes, uint64_t pc, const struct hook_frame *frame);
void rwlock_give_back(pthread_rwlock_t *l, uint64_t pc);

/* What <threads.h> is made of. */
int mutex_lock(pthread_mutex_t *m, uint64_t, uint64_t, uint64_t, uint64_t, const struct hook_frame *frame);
int mutex_trylock(pthread_mutex_t *m, uint64_t, uint64_t, uint64_t, uint64_t, const struct hook_frame *frame);
int mutex_timedlock(pthread_mutex_t *m, const struct timespec *t, uint64_t, uint64_t, uint64_t,
                    const struct hook_frame *frame);
int mutex_unlock(pthread_mutex_t *m, uint64_t pc);
int condition_timedwait(pthread_cond_t *c, pthread_mutex_t *m, const struct timespec *t, uint64_t, uint64_t,
                        const struct hook_frame *frame);
int thread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument,
                  uint64_t pc);
int key_create(pthread_key_t *key, void (*destructor)(void *), uint64_t pc);
int thread_join(pthread_t thread, void **result, const char *function, uint64_t pc);

#endif
