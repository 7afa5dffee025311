/*
 * <acqrel/model.h>: what a library's calls do, for the checker to take as single steps.
 *
 * The checker explores a lock operation by operation, with all its spinning, sleeping and waking, each time
 * that a program uses it. Who checks the lock wants that. Who checks a program that uses it does not: there
 * it is enough to know what a call does, its *specification*. With one, a call is one step.
 *
 *	void my_lock(struct my_lock *l)
 *	{
 *		if (ar_modelled("my_lock")) {           // a program that uses the lock is being checked
 *			ar_model_lock(&l->word);
 *			return;
 *		}
 *		while (ar_swap_acquire(&l->word, 1))    // the lock itself
 *			ar_wait(&l->word, 1);
 *	}
 *
 * The specifications of libacqrel are made with this, and are in use unless the command is given --library:
 * then ar_modelled() returns 0, and the code behind it is explored. So `acqrel check --library` checks the
 * library, and `acqrel check` the program, on the word of the specification. That word is worth as much as
 * the test of it: a specification must allow all that the implementation does. It may allow more, and must
 * not order more memory. tests/checker/refinement/ shows how to test one: the same programs with and
 * without.
 *
 * An object has a state of 4 or 8 bytes, in its own memory: zero-filled memory is the state 0. There may be
 * other memory in the object, which the specification does not use. What a call does is a function of the
 * state and an argument:
 *
 *	static ar_model_result take(uint64_t state, uint64_t how_many, unsigned variant)
 *	{
 *		return state >= how_many ? AR_MODEL_BECOMES(state - how_many) : AR_MODEL_WAITS;
 *	}
 *	static const ar_model_call takes = {
 *		.function = take, .word = AR_MODEL_CALL, .size = 4, .changing = AR_MODEL_ACQUIRES};
 *
 *	ar_model_step(&budget->left, &takes, n);
 *
 * That is a step: it finds the state, changes it or leaves it, and no other thread's step comes in between.
 * It is an atomic operation on the object, a read-modify-write if it changes the state and else a load. As
 * such it acquires and releases what `changing` and `looking` say; between the steps of two threads nothing
 * else orders anything. A step that answers AR_MODEL_WAITS is not made in this state: the thread waits
 * until the object is in another.
 *
 * The functions are called by the checker whenever it wants to know: they use nothing but their arguments and
 * the functions below that are said to be for them, change nothing, and answer the same for the same.
 *
 * In a native run, and in any other build, ar_modelled() is 0, and the rest is there to compile only.
 * examples/locks/own.c is a lock with its specification and a program that uses it.
 */
#ifndef ACQREL_MODEL_H
#define ACQREL_MODEL_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct ar_model_result {
	uint64_t state; /* that the object gets, if `changes` */
	bool changes, waits;
} ar_model_result;

/* clang-format off */
#define AR_MODEL_STAYS    ((ar_model_result){0, false, false})
#define AR_MODEL_WAITS    ((ar_model_result){0, false, true})
#define AR_MODEL_BECOMES(state) ((ar_model_result){(state), true, false})
/* clang-format on */

/* What a step orders. */
enum ar_model_order {
	AR_MODEL_ORDERS_NOTHING = 0,
	AR_MODEL_ACQUIRES = 2,
	AR_MODEL_RELEASES = 3,
	AR_MODEL_ACQUIRES_AND_RELEASES = 4,
};

/*
 * What the object is to a thread that takes it. A step that takes, and does not change the state, has
 * failed to take, and orders nothing.
 */
enum ar_model_part {
	AR_MODEL_NO_LOCK = 0,
	AR_MODEL_LOCKS = 1, /* no other thread has it then */
	AR_MODEL_UNLOCKS = 4,
};

/* How a report speaks of it. */
enum ar_model_word {
	AR_MODEL_PART_OF_LAST = 0, /* not at all: it belongs to the step before it */
	AR_MODEL_WAITS_ON = 1,     /* begins to wait, as on a condition variable */
	AR_MODEL_GIVES_UP = 3,     /* ends to wait by itself */
	AR_MODEL_WAKES_ONE = 4,    /* the state is a list, the first of which is woken */
	AR_MODEL_WAKES_ALL = 5,    /* the state is a list, all of which are woken */
	AR_MODEL_CALL = 40,        /* a call of a function, whose name is given */
	AR_MODEL_SLEEP = 41,       /* likewise; a thread that waits in it for ever has missed a wake-up */
};

/* The layout is the checker's: fields that are not mentioned are 0. */
typedef struct ar_model_call {
	ar_model_result (*function)(uint64_t state, uint64_t argument, unsigned variant);
	/*
	 * In how many ways the step can turn out, 16 at most; function() is asked about each, and all are
	 * explored. NULL: one.
	 */
	unsigned (*variants)(uint64_t state, uint64_t argument);
	uint8_t word; /* enum ar_model_word */
	uint8_t part; /* enum ar_model_part */
	uint8_t size; /* of the state: 4 or 8 */
	uint8_t changing,
		looking; /* enum ar_model_order: of a step that changes the state, and of one that does not */
} ar_model_call;

/* What the time limit of a call comes to: decided once, before its step. */
enum ar_model_limit {
	AR_MODEL_NONE,     /* there is none: the thread waits as long as it takes */
	AR_MODEL_IN_TIME,  /* there is one, but what the call waits for comes first */
	AR_MODEL_TOO_LATE, /* it comes first */
	AR_MODEL_PASSED,   /* it has passed before the call */
};

enum ar_model_owner { AR_MODEL_OWN, AR_MODEL_NOBODY, AR_MODEL_ANOTHER };

#ifdef ACQREL_CHECKING

#ifdef __cplusplus
extern "C" {
#endif

/*
 * 1 while the checker explores a program that uses libraries as specified, else 0. The report names what was
 * taken so: `name`, a constant.
 */
int ar_modelled(const char *name);

/*
 * 1 while the checker explores a program, also with --library: for libraries whose own code it cannot
 * explore, because that was not built for it.
 */
int ar_modelled_always(const char *name);

/* What the thread that the caller creates next is there for: a function of the program's, for the report. */
void ar_model_next_thread_runs(void (*function)(void));

/* Makes the step, waiting for as long as it takes, and returns the state that it found. */
uint64_t ar_model_step(void *state, const ar_model_call *call, uint64_t argument);

/* The same, for a call with a time limit that is not too late. */
uint64_t ar_model_step_within(void *state, const ar_model_call *call, uint64_t argument,
                              enum ar_model_limit limit);

/* Which of its variants the calling thread's last step was. */
unsigned ar_model_variant(void);

/*
 * What a deadline comes to, in nanoseconds of CLOCK_MONOTONIC; UINT64_MAX is none. Both are explored,
 * unless it has passed already. If it is too late, the call may wait, by a step, for the state in which it
 * has nothing to wait for any more; then ar_model_time_is(deadline) lets the thread's clock go on.
 */
enum ar_model_limit ar_model_limit(uint64_t deadline);
void ar_model_time_is(uint64_t deadline);

/*
 * Locks of which a thread at a time is the owner. The state is 2 or 4 bytes, 0 while it is unlocked. A lock
 * that was tried in vain orders nothing.
 */
#define ar_model_lock(state)                 ar_model_lock_(state, sizeof *(state))
#define ar_model_try_lock(state)             ar_model_try_lock_(state, sizeof *(state))
#define ar_model_lock_until(state, deadline) ar_model_lock_until_(state, sizeof *(state), deadline)
void ar_model_lock_(void *state, size_t size);
bool ar_model_try_lock_(void *state, size_t size);
bool ar_model_lock_until_(void *state, size_t size, uint64_t deadline);

/* Returns whose it was; only if the caller's, it is unlocked. */
#define ar_model_unlock(state) ar_model_unlock_(state, sizeof *(state))
enum ar_model_owner ar_model_unlock_(void *state, size_t size);

/* The same without a step: for what a call wants to complain about. */
#define ar_model_owner_of(state) ar_model_owner_of_(state, sizeof *(state))
enum ar_model_owner ar_model_owner_of_(void *state, size_t size);

/* Whether the caller has it already, for a call that may only be made if not. */
#define ar_model_owns(state) ar_model_owns_(state, sizeof *(state))
bool ar_model_owns_(void *state, size_t size);

/*
 * Sleeping until one is woken. A ticket is the number of one wait of a thread; a thread sleeps with it until
 * another thread has woken that ticket, before or after. `state` says what it sleeps on, to a report. Neither
 * orders anything.
 */
uint64_t ar_model_ticket(void);

/* Whether this wait ends by itself, without being woken: only with --spurious-wakeups. */
bool ar_model_wakes_up(void);

/* Something to remember with a ticket, before the step that others learn of it by. */
void ar_model_note(uint64_t ticket, uint64_t note);
uint64_t ar_model_noted(uint64_t ticket);
/* Likewise, of heap memory that is not lost as long as there is a way to its owner. */
void ar_model_keep(uint64_t ticket, const void *owner, void *memory);
void ar_model_sleep(void *state, uint64_t ticket, enum ar_model_limit limit);
void ar_model_wake(uint64_t ticket);

/*
 * Lists of tickets, or of other numbers that ar_model_ticket gave, in the order in which they came: each is
 * known by its number, which a state has room for; 0 is the empty list. For the functions of steps, too.
 */
uint64_t ar_model_list_with(uint64_t list, uint64_t ticket); /* at its end */
uint64_t ar_model_list_without(uint64_t list, uint64_t ticket);
uint64_t ar_model_list_at(uint64_t list, unsigned i); /* 0: it is shorter */
unsigned ar_model_list_length(uint64_t list);

/* Two numbers as one, of at most 63 bits each; 0 for 0 and 0. For the functions of steps, too. */
uint64_t ar_model_pair(uint64_t first, uint64_t second);
uint64_t ar_model_first(uint64_t pair);
uint64_t ar_model_second(uint64_t pair);

/*
 * Eight bytes outside of the program's memory that belong to this ticket, zero at first: the state of an
 * object of its own. What one thread is to give to one other, and no third thread to learn, goes by way of
 * these. Pairs have such a state, too: that of an address and a number is a state beside an object which has
 * no room for one.
 */
void *ar_model_own(uint64_t ticket);

/*
 * For libraries that start threads. One that is started like this needs not be joined, and starting it never
 * fails, not even with --thread-failures; a report calls it by the name, of which it has room for 15
 * characters. The memory is zero-filled, and never NULL, not even with --malloc-failures.
 */
void ar_model_thread(void *(*start)(void *), void *argument, const char *name);
void *ar_model_allocate(size_t size, size_t align);
void ar_model_free(void *memory);

/*
 * What one thread of a library does may be the work of another: then it has to have that one's thread-local
 * variables. 0 are its own. While they are lent the other must not run on: the library has to see to that.
 */
uint64_t ar_model_locals(void);
void ar_model_use_locals(uint64_t of);

/*
 * For the beginning, before main: what is loaded under one of these names, such as "libfoo.so", is what the
 * specification stands in for, and is never entered. A program that calls it where there is no specification
 * is refused. ar_model_is_system: whether it is of the system, or one of these.
 */
void ar_model_stands_for(const char *name);
bool ar_model_is_system(const char *path);

/* A note for the report. */
void ar_model_say(const char *sentence);

/* Ends the exploration: what the program has asked for is not specified. */
__attribute__((noreturn)) void ar_model_unsupported(const char *what);

#ifdef __cplusplus
}
#endif

#else

/* clang-format off */
static inline int ar_modelled(const char *name) { return (void)name, 0; }
static inline int ar_modelled_always(const char *name) { return (void)name, 0; }
static inline uint64_t ar_model_step(void *state, const ar_model_call *call, uint64_t argument)
{
	return (void)state, (void)call, argument;
}
static inline uint64_t ar_model_step_within(void *state, const ar_model_call *call, uint64_t argument,
                                            enum ar_model_limit limit)
{
	return (void)state, (void)call, (void)limit, argument;
}
/* clang-format on */

#define ar_model_variant()                   0u
#define ar_model_limit(deadline)             ((void)(deadline), AR_MODEL_NONE)
#define ar_model_time_is(deadline)           ((void)(deadline))
#define ar_model_lock(state)                 ((void)(state))
#define ar_model_try_lock(state)             ((void)(state), false)
#define ar_model_lock_until(state, deadline) ((void)(state), (void)(deadline), false)
#define ar_model_unlock(state)               ((void)(state), AR_MODEL_OWN)
#define ar_model_owner_of(state)             ((void)(state), AR_MODEL_OWN)
#define ar_model_owns(state)                 ((void)(state), false)
#define ar_model_wakes_up()                  false
#define ar_model_next_thread_runs(function)  ((void)(function))
#define ar_model_note(ticket, note)          ((void)(ticket), (void)(note))
#define ar_model_keep(ticket, owner, memory) ((void)(ticket), (void)(owner), (void)(memory))
#define ar_model_noted(ticket)               ((uint64_t)(ticket))
#define ar_model_ticket()                    UINT64_C(0)
#define ar_model_sleep(state, ticket, limit) ((void)(state), (void)(ticket), (void)(limit))
#define ar_model_wake(ticket)                ((void)(ticket))
#define ar_model_list_with(list, ticket)     ((void)(ticket), (uint64_t)(list))
#define ar_model_list_without(list, ticket)  ((void)(ticket), (uint64_t)(list))
#define ar_model_list_at(list, i)            ((void)(i), (uint64_t)(list))
#define ar_model_list_length(list)           ((void)(list), 0u)
#define ar_model_pair(first, second)         ((uint64_t)(first) + (uint64_t)(second))
#define ar_model_first(pair)                 ((uint64_t)(pair))
#define ar_model_second(pair)                ((uint64_t)(pair))
#define ar_model_own(ticket)                 ((void *)(uintptr_t)(ticket))
#define ar_model_thread(start, arg, name)    ((void)(start), (void)(arg), (void)(name))
#define ar_model_allocate(size, align)       ((void)(align), malloc(size))
#define ar_model_free(memory)                free(memory)
#define ar_model_locals()                    UINT64_C(0)
#define ar_model_use_locals(of)              ((void)(of))
#define ar_model_stands_for(name)            ((void)(name))
#define ar_model_is_system(path)             ((void)(path), true)
#define ar_model_say(sentence)               ((void)(sentence))
#define ar_model_unsupported(what)           ((void)(what), abort())

#endif

#endif
