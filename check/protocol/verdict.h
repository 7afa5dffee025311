/*
 * What an exploration ends with. A new verdict is a line of this table, and what report/headline.c and
 * report/explain/why.c say about it beyond that.
 */
#ifndef ACQREL_PROTOCOL_VERDICT_H
#define ACQREL_PROTOCOL_VERDICT_H

#include <stdbool.h>
#include <stdint.h>

/* What verdicts have in common: bits of the table. */
enum acq_verdict_trait {
	ACQ_FAULT = 1,    /* an execution of the program goes wrong: it can be replayed */
	ACQ_FIX = 2,      /* other memory orders or a lock may remove it, which is tried */
	ACQ_MINIMIZE = 4, /* a shorter execution with the same error is looked for */
	ACQ_WAITS = 8,    /* threads wait for what does not come */
	ACQ_POINT = 16,   /* where it shows is no access to memory */
	ACQ_PAST = 32,    /* it follows from the past of one or two events */
};

/*
 * ACQ_<name>, its word in JSON and SARIF, the command's exit status, traits, what a fix leaves, and SARIF's
 * description.
 */
/* clang-format off */
#define ACQ_VERDICTS(V) \
	V(OK, "ok", 0, 0, \
	  "the error remains", "Every execution was explored, and there is no error in any.") \
	V(INCOMPLETE, "incomplete", 3, 0, /* stopped at a limit, no error so far */ \
	  "the error remains", "Not every execution was explored.") \
	V(DATA_RACE, "data-race", 1, ACQ_FAULT | ACQ_FIX | ACQ_MINIMIZE | ACQ_PAST, \
	  "the race remains", "Nothing orders two accesses to the same memory, one of them a write.") \
	V(ASSERTION, "assertion", 1, ACQ_FAULT | ACQ_FIX | ACQ_MINIMIZE | ACQ_PAST | ACQ_POINT, \
	  "the assertion still fails", "An assertion fails, or abort() is called.") \
	V(EXIT_FAILURE, "exit-failure", 1, ACQ_FAULT | ACQ_FIX | ACQ_MINIMIZE | ACQ_PAST | ACQ_POINT, \
	  "the program still fails", "The program ends with a status that is not 0.") \
	V(DEADLOCK, "deadlock", 1, ACQ_FAULT | ACQ_FIX | ACQ_MINIMIZE | ACQ_WAITS, \
	  "the deadlock remains", "Threads wait for each other.") \
	V(LOST_WAKEUP, "lost-wakeup", 1, ACQ_FAULT | ACQ_FIX | ACQ_MINIMIZE | ACQ_WAITS, \
	  "the lost wake-up remains", "A thread sleeps, and no thread is left to wake it.") \
	V(LIVELOCK, "livelock", 1, ACQ_FAULT | ACQ_FIX | ACQ_MINIMIZE | ACQ_WAITS | ACQ_POINT, \
	  "the livelock remains", "A thread waits in a loop for what no thread will do any more.") \
	V(USE_AFTER_FREE, "use-after-free", 1, ACQ_FAULT | ACQ_FIX | ACQ_MINIMIZE | ACQ_PAST, \
	  "the error remains", "Memory is used that was freed, or whose thread or function has ended.") \
	V(DOUBLE_FREE, "double-free", 1, ACQ_FAULT | ACQ_FIX | ACQ_MINIMIZE | ACQ_PAST, \
	  "the error remains", "A heap block is freed twice.") \
	V(INVALID_FREE, "invalid-free", 1, ACQ_FAULT | ACQ_FIX | ACQ_MINIMIZE | ACQ_PAST, \
	  "the error remains", "Something is freed that is no heap block.") \
	V(OUT_OF_BOUNDS, "out-of-bounds", 1, ACQ_FAULT | ACQ_FIX | ACQ_MINIMIZE | ACQ_PAST, \
	  "the error remains", "An access lies outside its heap block, variable or array.") \
	V(UNINITIALIZED, "uninitialized", 1, ACQ_FAULT | ACQ_FIX, \
	  "the error remains", "What the program does depends on memory that was never written.") \
	V(LEAK, "leak", 1, ACQ_FAULT | ACQ_FIX, \
	  "the error remains", "Memory is still allocated at the end, and nothing points to it.") \
	V(CRASH, "crash", 1, ACQ_FAULT | ACQ_FIX | ACQ_PAST, /* a signal: SIGSEGV, SIGFPE, stack overflow */ \
	  "the error remains", "The program crashes.") \
	V(MISUSE, "misuse", 1, ACQ_FAULT | ACQ_POINT, \
	  "the error remains", "A function is called in a way that its contract forbids.") \
	V(UNSUPPORTED, "unsupported", 2, ACQ_POINT, /* what is not modelled: `message` names it */ \
	  "the error remains", "The program does something that the checker does not model.")
/* clang-format on */

#define ACQ_VERDICT_NAME(name, word, status, traits, remains, description) ACQ_##name,
enum acq_verdict { ACQ_VERDICTS(ACQ_VERDICT_NAME) ACQ_VERDICT_COUNT };
#undef ACQ_VERDICT_NAME

/* Whether a verdict has the trait. */
static inline bool acq_verdict_is(uint32_t verdict, enum acq_verdict_trait trait)
{
#define ACQ_VERDICT_TRAITS(name, word, status, traits, remains, description) traits,
	static const uint8_t table[] = {ACQ_VERDICTS(ACQ_VERDICT_TRAITS)};
#undef ACQ_VERDICT_TRAITS

	return verdict < ACQ_VERDICT_COUNT && table[verdict] & trait;
}

#endif
