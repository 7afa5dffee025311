/*
 * The futex system call. A wait is a load of the word by the kernel and, if it finds the value that it is to
 * find, an operation on the queue of the word, both under the queue's lock; a wake-up is an operation on the
 * queue. No access of memory acquires or releases. Nothing is promised about the order of anything else, and
 * nothing is kept here: neither does the kernel's load give the thread what another released.
 */
#include "rt/sync/futex.h"

#include "rt/error/violation.h"
#include "rt/memory/heap.h"
#include "rt/memory/roots.h"
#include "rt/run/fiber.h"
#include "rt/run/os.h"
#include "rt/run/override.h"
#include "rt/run/scheduler.h"

#include <errno.h>
#include <linux/futex.h>
#include <sys/syscall.h>

struct word { /* and the queue of those who sleep on it */
	uint64_t address, queue;
};

static bool is_private(const struct futex_call *c)
{
	return c->operation & FUTEX_PRIVATE_FLAG;
}

static struct word word_at(const struct futex_call *c, uint64_t address)
{
	return (struct word){address, futex_queue(address, is_private(c))};
}

/* --- Addresses ------------------------------------------------------------------------------------------ */

/* The kernel knows best what it says of an address where the program has no memory that we know of. */
static long ask_kernel(uint64_t address, int operation)
{
	static const struct timespec at_once;

	rt.below++;
	long result = os_syscall(SYS_futex, (long)address, operation, 0, (long)&at_once, 0, 0);
	rt.below--;
	return result == -EAGAIN || result == -ETIMEDOUT ? 0 : result;
}

static long check_address(uint64_t address, int operation)
{
	if (address % 4)
		return -EINVAL;
	if (heap_is(address) || fiber_is_stack(address) || root_is_global(address))
		return 0;
	return ask_kernel(address, operation);
}

static long check_read(const struct futex_call *c, uint64_t address)
{
	return check_address(address, FUTEX_WAIT | (c->operation & FUTEX_PRIVATE_FLAG));
}

static long check_wake(const struct futex_call *c, uint64_t address)
{
	return check_address(address, FUTEX_WAKE | (c->operation & FUTEX_PRIVATE_FLAG));
}

/* --- Waiting -------------------------------------------------------------------------------------------- */

/*
 * The kernel's load of the word, under the lock of its queue. frame: NULL if more is done under it. Linux
 * makes a full barrier before it, which libstdc++ relies on: so it has its place among the seq_cst accesses.
 * It acquires nothing.
 */
static uint32_t load(const struct word *w, uint64_t pc, const struct hook_frame *frame)
{
	struct request q = {
		.op = OP_LOAD,
		.order = SEQ_CST,
		.size = 4,
		.address = w->address,
		.queue = w->queue,
		.pc = pc,
		.frame = frame,
	};

	return (uint32_t)operation_perform(&q)->value_read;
}

/*
 * Whether it finds this value. If so it is an event, also in a loop whose iterations without events are not.
 */
static bool finds(const struct word *w, uint32_t value, const struct hook_frame *frame)
{
	const struct fiber *f = rt.current;
	uint32_t done = f->done;

	if (load(w, frame->pc, frame) != value)
		return false;
	return f->done > done || load(w, frame->pc, NULL) == value;
}

struct limit {
	enum deadline state;
	clockid_t clock;
	struct timespec until;
};

/* 0, or how the kernel answers a time that is none. */
static long read_limit(const struct futex_call *c, bool absolute, struct limit *l)
{
	uint64_t pc = c->frame->pc;

	*l = (struct limit){.state = DEADLINE_AHEAD, .clock = CLOCK_MONOTONIC};
	if (!c->limit)
		return 0;
	if (c->operation & FUTEX_CLOCK_REALTIME)
		l->clock = CLOCK_REALTIME;
	if (check_read(c, (uint64_t)c->limit & ~(uint64_t)3))
		return -EFAULT;
	l->state = time_compare(l->clock, c->limit, pc);
	if (l->state == DEADLINE_INVALID || c->limit->tv_sec < 0)
		return -EINVAL;
	l->until = absolute ? *c->limit : time_after(c->limit);
	if (!absolute)
		l->state = time_compare(l->clock, &l->until, pc);
	return 0;
}

/* What the call returns, WAIT_GOES_ON: because somebody has woken it. */
static long ended(enum wait_end end, const struct limit *l)
{
	if (end == WAIT_TIMES_OUT)
		time_go_to(l->clock, &l->until);
	return end == WAIT_TIMES_OUT ? -ETIMEDOUT : end == WAIT_INTERRUPTED ? -EINTR : 0;
}

/*
 * A wait that ends by itself: 0 or -EINTR, as the user has asked to explore, or -ETIMEDOUT; 1: it does not.
 */
static long ends_by_itself(const struct futex_call *c, const struct limit *l)
{
	uint64_t pc = c->frame->pc;

	if (l->state == DEADLINE_PASSED)
		return -ETIMEDOUT;
	enum wait_end end = choice_ends_wait(pc);
	if (end == WAIT_GOES_ON && c->limit && choice_times_out(pc))
		end = WAIT_TIMES_OUT;
	return end == WAIT_GOES_ON ? 1 : ended(end, l);
}

/*
 * A thread that wakes up by itself need not have been in the queue: where it was not taken out, it has made
 * no difference to anybody that it was there.
 */
static long wait_on(const struct futex_call *c, uint32_t bits, bool absolute)
{
	struct fiber *f = rt.current;
	struct word w = word_at(c, c->word);
	struct limit limit;
	uint64_t pc = c->frame->pc;
	long error = read_limit(c, absolute, &limit);

	if (!error && !bits)
		error = -EINVAL;
	if (!error)
		error = check_read(c, c->word);
	if (error)
		return error;
	uint32_t first = f->done;
	if (!finds(&w, c->value, c->frame))
		return -EAGAIN;
	schedule_set_in_step(f, true);
	long result = ends_by_itself(c, &limit);
	if (result > 0) {
		f->limited = c->limit;
		result = ended(futex_enter(w.queue, bits, (uint8_t)(f->done - first), pc), &limit);
	}
	schedule_set_in_step(f, false);
	return result;
}

/* --- Waking --------------------------------------------------------------------------------------------- */

/* The kernel wakes one even if asked to wake none. */
static uint32_t at_least_one(uint32_t n)
{
	return (int32_t)n < 1 ? 1 : n;
}

static long wake(const struct futex_call *c, uint32_t bits)
{
	long error = bits ? check_wake(c, c->word) : -EINVAL;
	bool all = override_broadcasts(c->frame->pc, override_program_frame(c->frame));

	if (error)
		return error;
	return futex_wake(word_at(c, c->word).queue, all ? INT32_MAX : at_least_one(c->value), bits, 0,
	                  c->frame->pc);
}

static uint32_t second_value(const struct futex_call *c)
{
	return (uint32_t)(uintptr_t)c->limit;
}

static long requeue(const struct futex_call *c, bool compares)
{
	struct word from = word_at(c, c->word), to = word_at(c, c->other_word);
	uint32_t wake = c->value, move = second_value(c), first = rt.current->done;

	if ((int32_t)wake < 0 || (int32_t)move < 0)
		return -EINVAL;
	long error = compares ? check_read(c, c->word) : check_wake(c, c->word);
	if (!error)
		error = check_wake(c, c->other_word);
	if (error)
		return error;
	if (compares) {
		if (!finds(&from, c->value3, c->frame))
			return -EAGAIN;
		schedule_set_in_step(rt.current, true);
	}
	uint32_t n = futex_requeue(from.queue, wake, move, to.queue, first, c->frame->pc);
	schedule_set_in_step(rt.current, false);
	return n;
}

/* --- FUTEX_WAKE_OP -------------------------------------------------------------------------------------- */

static int32_t sign_extended(uint32_t twelve_bits)
{
	return (int32_t)(twelve_bits << 20) >> 20;
}

/* What the kernel does to the second word; false: there is no such operation. */
static bool decode(uint32_t code, uint8_t *op, uint32_t *operand)
{
	uint32_t kind = code >> 28 & 7;
	int32_t argument = sign_extended(code >> 12 & 0xfff);

	*operand = code >> 28 & FUTEX_OP_OPARG_SHIFT ? 1u << (argument & 31) : (uint32_t)argument;
	switch (kind) {
	case FUTEX_OP_SET:
		*op = OP_EXCHANGE;
		return true;
	case FUTEX_OP_ADD:
		*op = OP_ADD;
		return true;
	case FUTEX_OP_OR:
		*op = OP_OR;
		return true;
	case FUTEX_OP_ANDN:
		*op = OP_AND;
		*operand = ~*operand;
		return true;
	case FUTEX_OP_XOR:
		*op = OP_XOR;
		return true;
	default:
		return false;
	}
}

/*
 * Whether the comparison with the old value holds, that decides about the second queue; *known: there is such
 * a one.
 */
static bool holds(uint32_t code, uint32_t old, bool *known)
{
	int32_t a = (int32_t)old, b = sign_extended(code & 0xfff);

	*known = true;
	switch (code >> 24 & 15) {
	case FUTEX_OP_CMP_EQ:
		return a == b;
	case FUTEX_OP_CMP_NE:
		return a != b;
	case FUTEX_OP_CMP_LT:
		return a < b;
	case FUTEX_OP_CMP_LE:
		return a <= b;
	case FUTEX_OP_CMP_GT:
		return a > b;
	case FUTEX_OP_CMP_GE:
		return a >= b;
	default:
		return *known = false;
	}
}

static long wake_and_change(const struct futex_call *c)
{
	struct fiber *f = rt.current;
	struct word first = word_at(c, c->word), second = word_at(c, c->other_word);
	uint64_t pc = c->frame->pc;
	uint8_t op;
	uint32_t operand;
	bool known;
	long error = check_wake(c, c->word);

	if (!error)
		error = check_read(c, c->other_word);
	if (error)
		return error;
	if (!decode(c->value3, &op, &operand))
		return -ENOSYS;
	struct request q = {
		.op = op,
		.order = RELAXED,
		.size = 4,
		.address = second.address,
		.queue = second.queue,
		.operand = operand,
		.pc = pc,
	};
	bool both = holds(c->value3, (uint32_t)operation_perform(&q)->value_read, &known);
	if (!known)
		return -ENOSYS; /* only now, like the kernel */
	schedule_set_in_step(f, true);
	uint32_t here = at_least_one(c->value), there = both ? at_least_one(second_value(c)) : 0, woken;
	if (first.queue == second.queue) {
		woken = futex_wake(first.queue, here + there, UINT32_MAX, 1, pc);
	} else {
		woken = futex_wake(first.queue, here, UINT32_MAX, 1, pc);
		if (there)
			woken += futex_wake(second.queue, there, UINT32_MAX, 2, pc);
	}
	schedule_set_in_step(f, false);
	return woken;
}

/* --- The call ------------------------------------------------------------------------------------------- */

long futex_perform(const struct futex_call *c)
{
	int command = c->operation & FUTEX_CMD_MASK;

	if (c->operation & FUTEX_CLOCK_REALTIME && command != FUTEX_WAIT_BITSET &&
	    command != FUTEX_WAIT_REQUEUE_PI && command != FUTEX_LOCK_PI2)
		return -ENOSYS;
	switch (command) {
	case FUTEX_WAIT:
		return wait_on(c, FUTEX_BITSET_MATCH_ANY, false);
	case FUTEX_WAIT_BITSET:
		return wait_on(c, c->value3, true);
	case FUTEX_WAKE:
		return wake(c, FUTEX_BITSET_MATCH_ANY);
	case FUTEX_WAKE_BITSET:
		return wake(c, c->value3);
	case FUTEX_REQUEUE:
		return requeue(c, false);
	case FUTEX_CMP_REQUEUE:
		return requeue(c, true);
	case FUTEX_WAKE_OP:
		return wake_and_change(c);
	case FUTEX_LOCK_PI:
	case FUTEX_LOCK_PI2:
	case FUTEX_UNLOCK_PI:
	case FUTEX_TRYLOCK_PI:
	case FUTEX_WAIT_REQUEUE_PI:
	case FUTEX_CMP_REQUEUE_PI:
		violation_unsupported(c->frame->pc,
		                      "a futex with priority inheritance (FUTEX_LOCK_PI and its relatives)");
	default:
		return -ENOSYS;
	}
}
