/* A change of one operation of the program, to see whether it removes the error. */
#ifndef ACQREL_PROTOCOL_OVERRIDE_H
#define ACQREL_PROTOCOL_OVERRIDE_H

#include <stdint.h>

/*
 * What is to be changed about an operation of the program that is explored anew (rt/run/override.c): the
 * order that it asks for is replaced, or there is a fence before or after it; a signal to a condition
 * variable is a broadcast; or a line of the source is run with a lock held (rt/error/line_lock.c); or a plain
 * access is an atomic one of this order.
 */
#define ACQ_OVERRIDE_ORDER       0
#define ACQ_OVERRIDE_FENCE       1
#define ACQ_OVERRIDE_BROADCAST   2
#define ACQ_OVERRIDE_FENCE_AFTER 3
/* from places[0] to before places[1] there is code of the line; places[2]: the lock */
#define ACQ_OVERRIDE_LINE 4
/* the access, which returns to places[0], that tells where the lock of the line is */
#define ACQ_OVERRIDE_LINE_ACCESS 5
#define ACQ_OVERRIDE_ATOMIC      6
#define ACQ_MOST_CALLERS         4

/* Where the lock of a line is. */
#define ACQ_LOCK_FIXED  0 /* places[2]: an ACQ_PLACE, or an address outside all modules */
#define ACQ_LOCK_BEHIND 1 /* so many bytes, perhaps less than none, behind what the access is to */
#define ACQ_LOCK_INSIDE 2 /* so many bytes behind the beginning of the heap block that the access is to */

#define ACQ_LOCK_OWN 3 /* nowhere in the program: a mutex that it does not have yet */

/* How it is locked. */
#define ACQ_LOCK_MUTEX 0
#define ACQ_LOCK_READ  1
#define ACQ_LOCK_WRITE 2

/*
 * An address in a module, wherever that lies: its number, from 1, and how far it is from the module's
 * beginning.
 */
#define ACQ_PLACE(module, offset) ((uint64_t)(module) << 48 | (offset))
#define ACQ_PLACE_MODULE(place)   ((place) >> 48)
#define ACQ_PLACE_OFFSET(place)   ((place) & (((uint64_t)1 << 48) - 1))

/* The same of a thread's stack, so far below its upper end. */
#define ACQ_PLACE_STACKS 0x1000 /* the number of thread 0, which is more than a module can have */
#define ACQ_MOST_STACKS  0xf000

struct acq_override {
	/*
	 * Where the operation returns to, then the calls that led there, as far as they matter; none: every
	 * operation.
	 */
	uint64_t places[ACQ_MOST_CALLERS]; /* ACQ_PLACE */
	uint8_t kind;                      /* ACQ_OVERRIDE_… */
	uint8_t order;                     /* enum acq_order */
	uint8_t on_failure; /* a compare-exchange that fails gets the order's acquire as well */
	uint8_t where, how; /* of a line: ACQ_LOCK_… */
	uint8_t pad;
	uint16_t line; /* its number: all of one line have the same */
};

#endif
