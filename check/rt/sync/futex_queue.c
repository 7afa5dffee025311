/*
 * Queues of threads that sleep on futexes.
 *
 * The state of one is the set of those who sleep; the number that tells a member's stays apart is the bits
 * that it waits for. A sleeper has no event until an operation on the queue has taken it out: then it
 * reads from that one. The kernel wakes in some order that it does not promise: all choices are explored. The
 * engine keeps the order of the queue's lock, which gives no thread any happens-before: engine/wait_queue.h.
 */
#include "rt/error/violation.h"
#include "rt/memory/wide.h"
#include "rt/run/event_step.h"
#include "rt/run/fiber.h"
#include "rt/run/observer.h"
#include "rt/run/scheduler.h"
#include "rt/sync/futex.h"

#include <limits.h>

#define QUEUE   ((uint64_t)3 << 62) /* no member and no set begins like this */
#define PRIVATE 1

uint64_t futex_queue(uint64_t word, bool private)
{
	return object_word(wide_number((wide)(QUEUE | (private ? PRIVATE : 0)) << 64 | word));
}

uint64_t futex_word(uint64_t queue, bool *private)
{
	wide key = wide_value(object_word_number(queue));

	*private = (uint64_t)(key >> 64) & PRIVATE;
	return (uint64_t)key;
}

/* --- Whom an operation is about ------------------------------------------------------------------------- */

/*
 * Of those whose bits meet these, `wake` are to be woken and `move` others moved. Counts are at most
 * MOST_AT_ONCE.
 */
struct request_for {
	uint32_t wake, move, bits;
};

#define COUNT_BITS   16
#define MOST_AT_ONCE ((1u << COUNT_BITS) - 1) /* there are fewer threads */

static uint64_t pack(uint32_t wake, uint32_t move, uint32_t bits)
{
	wake = wake < MOST_AT_ONCE ? wake : MOST_AT_ONCE;
	move = move < MOST_AT_ONCE ? move : MOST_AT_ONCE;
	return (uint64_t)bits << 2 * COUNT_BITS | (uint64_t)move << COUNT_BITS | wake;
}

static struct request_for unpack(uint64_t operand)
{
	return (struct request_for){
		.wake = operand & MOST_AT_ONCE,
		.move = operand >> COUNT_BITS & MOST_AT_ONCE,
		.bits = (uint32_t)(operand >> 2 * COUNT_BITS),
	};
}

static uint64_t whose_bits_meet(uint64_t set, uint32_t bits)
{
	uint64_t found = 0;

	for (uint32_t i = waiters_count(set); bits != UINT32_MAX && i-- > 0;)
		if (waiter_ticket(waiters_at(set, i)) & bits)
			found = waiters_with(found, waiters_at(set, i));
	return bits == UINT32_MAX ? set : found;
}

static uint64_t without_all(uint64_t set, uint64_t others)
{
	for (uint32_t i = waiters_count(others); i-- > 0;)
		set = waiters_without(set, waiters_at(others, i));
	return set;
}

/* In how many ways k can be taken of n, or a number above MOST_VARIANTS. */
static uint32_t choices(uint32_t n, uint32_t k)
{
	uint32_t count = 1;

	if (k > n - k)
		k = n - k;
	for (uint32_t i = 0; i < k && count <= MOST_VARIANTS; i++)
		count = count * (n - i) / (i + 1);
	return count;
}

/* k members of a set: the choice with this number. */
static uint64_t choose(uint64_t set, uint32_t k, uint32_t number)
{
	uint32_t n = waiters_count(set);
	uint64_t chosen = 0;

	for (uint32_t i = 0; i < n && k; i++) {
		uint32_t with = choices(n - i - 1, k - 1);
		if (number < with) {
			chosen = waiters_with(chosen, waiters_at(set, i));
			k--;
		} else {
			number -= with;
		}
	}
	return chosen;
}

struct chosen {
	uint64_t woken, moved; /* sets */
	uint32_t variants;     /* how many there are */
};

static struct chosen choose_both(uint64_t old, uint64_t operand, uint32_t variant)
{
	struct request_for r = unpack(operand);
	uint64_t all = whose_bits_meet(old, r.bits);
	uint32_t n = waiters_count(all), wake = r.wake < n ? r.wake : n,
		 move = r.move < n - wake ? r.move : n - wake, ways_to_move = choices(n - wake, move);
	struct chosen c = {.variants = choices(n, wake) * ways_to_move};

	if (variant >= c.variants || c.variants > MOST_VARIANTS)
		variant = 0;
	c.woken = choose(all, wake, variant / ways_to_move);
	c.moved = choose(without_all(all, c.woken), move, variant % ways_to_move);
	return c;
}

/* --- What operations do --------------------------------------------------------------------------------- */

static struct transition enter(uint64_t old, uint64_t member, uint32_t variant)
{
	(void)variant;
	return BECOMES(waiters_with(old, member));
}

static struct transition take_out(uint64_t old, uint64_t operand, uint32_t variant)
{
	struct chosen c = choose_both(old, operand, variant);

	return BECOMES(without_all(without_all(old, c.woken), c.moved));
}

/* A call that finds no thread, and holds no other lock, need not be ordered with others that find none. */
static struct transition take_out_any(uint64_t old, uint64_t operand, uint32_t variant)
{
	struct transition e = take_out(old, operand, variant);

	return e.value == old ? READS_ONLY : e;
}

static struct transition take_in(uint64_t old, uint64_t moved, uint32_t variant)
{
	(void)variant;
	for (uint32_t i = waiters_count(moved); i-- > 0;)
		old = waiters_with(old, waiters_at(moved, i));
	return BECOMES(old);
}

static uint32_t variants(uint64_t old, uint64_t operand)
{
	return choose_both(old, operand, 0).variants;
}

static const struct transition_function enters = {.apply = enter, .call = ACQ_CALL_FUTEX_WAIT};
static const struct transition_function takes_out = {
	.apply = take_out, .variants = variants, .call = ACQ_CALL_FUTEX_WAKE};
static const struct transition_function takes_out_any = {
	.apply = take_out_any, .variants = variants, .call = ACQ_CALL_FUTEX_WAKE};
static const struct transition_function takes_in = {.apply = take_in, .call = ACQ_CALL_FUTEX_MOVED};

static const struct event *perform(uint64_t queue, const struct transition_function *function,
                                   uint64_t operand, uint8_t step_index, uint64_t pc)
{
	struct request q = {
		.op = OP_OBJECT,
		.order = RELAXED,
		.order_failure = RELAXED,
		.size = 8,
		.address = queue,
		.queue = queue,
		.step_index = step_index,
		.operand = operand,
		.expected = (uintptr_t)function,
		.pc = pc,
	};

	return operation_perform(&q);
}

/* --- Sleeping and waking -------------------------------------------------------------------------------- */

static bool is_woken(const struct event *e, const struct event_step *s)
{
	(void)s;
	return e->kind == EV_WOKEN;
}

static event_id add_woken(struct fiber *f, const struct event_step *s)
{
	return explore_add_woken(&rt.explorer, f->thread, f->woken_by, s->pc);
}

enum wait_end futex_enter(uint64_t queue, uint32_t bits, uint8_t step_index, uint64_t pc)
{
	struct event_step step = {.pc = pc, .effect = true, .matches = is_woken, .add = add_woken};
	struct fiber *f = rt.current;
	bool private;
	event_id id;

	f->woken_by = 0;
	f->woken_how = WAIT_GOES_ON;
	perform(queue, &enters, waiter_number(f->thread, bits), step_index, pc);
	schedule_set_in_step(f, false);
	while (!(id = schedule_next_event(f, pc)) && !f->woken_by) {
		schedule_check_wait(f, pc);
		f->state = FIBER_ASLEEP;
		f->stuck_address = futex_word(queue, &private);
		f->stuck_pc = pc;
		schedule_others(f);
		f->state = FIBER_RUNNABLE;
	}
	event_step_after_wait(f, &step, id);
	return f->woken_how;
}

static struct chosen chosen_by(const struct event *e)
{
	bool takes = object_function(e) == &takes_out || object_function(e) == &takes_out_any;

	return takes ? choose_both(e->value_read, e->operand, e->variant) : (struct chosen){0};
}

uint64_t futex_woken_by(const struct event *e)
{
	return chosen_by(e).woken;
}

uint64_t futex_moved_by(const struct event *e)
{
	return chosen_by(e).moved;
}

static struct fiber *sleeper(uint64_t set, uint32_t i)
{
	return &rt_fibers[waiter_thread(waiters_at(set, i))];
}

/* Because of the running fiber's last event. */
static void wake_up(struct fiber *f, enum wait_end how)
{
	fiber_save(f);
	f->woken_by = rt_graph()->threads[rt.current->thread].at[rt.current->done - 1];
	f->woken_how = how;
}

static struct chosen take(uint64_t queue, const struct transition_function *function, uint64_t operand,
                          uint8_t step_index, uint64_t pc)
{
	const struct event *e = perform(queue, function, operand, step_index, pc);
	struct chosen c = chosen_by(e);

	if (c.variants > MOST_VARIANTS)
		violation_unsupported(
			pc, "a wake-up that could be that of more than %d different sets of threads",
			MOST_VARIANTS);
	for (uint32_t i = waiters_count(c.woken); i-- > 0;)
		wake_up(sleeper(c.woken, i), WAIT_GOES_ON);
	return c;
}

uint32_t futex_wake(uint64_t queue, uint32_t wake, uint32_t bits, uint8_t step_index, uint64_t pc)
{
	const struct transition_function *function = step_index ? &takes_out : &takes_out_any;

	return waiters_count(take(queue, function, pack(wake, 0, bits), step_index, pc).woken);
}

#define MOST_HELD 200 /* events in one step */

/*
 * Those who have been moved are in the other queue from now on. It makes a difference that somebody was moved
 * even if his wait ends by itself then; but not that he was in the second queue.
 */
static void move_to(uint64_t queue, uint64_t moved, uint32_t first, uint64_t pc)
{
	struct fiber *f = rt.current;
	uint32_t n = waiters_count(moved);
	uint64_t stay = moved;
	enum wait_end ends[MOST_HELD];

	if (n >= MOST_HELD / 2)
		violation_unsupported(pc, "%u threads moved from one futex to another at once", n);
	for (uint32_t i = 0; i < n; i++) {
		ends[i] = choice_ends_moved(sleeper(moved, i), pc);
		if (ends[i] != WAIT_GOES_ON)
			stay = waiters_without(stay, waiters_at(moved, i));
	}
	perform(queue, &takes_in, stay, (uint8_t)(f->done - first), pc);
	for (uint32_t i = 0; i < n; i++)
		if (ends[i] != WAIT_GOES_ON)
			wake_up(sleeper(moved, i), ends[i]);
}

/* Those who are moved to where they are. */
static uint32_t wake_and_count(uint64_t queue, uint32_t wake, uint32_t move, uint8_t step_index, uint64_t pc)
{
	const struct transition_function *function = step_index ? &takes_out : &takes_out_any;
	uint32_t woken =
		waiters_count(take(queue, function, pack(wake, 0, UINT32_MAX), step_index, pc).woken);
	uint32_t left = waiters_count(fiber_last_event(rt.current)->value_read) - woken;

	return woken + (move < left ? move : left);
}

uint32_t futex_requeue(uint64_t queue, uint32_t wake, uint32_t move, uint64_t to, uint32_t first, uint64_t pc)
{
	struct fiber *f = rt.current;
	uint8_t step_index = (uint8_t)(f->done - first);
	const struct transition_function *function = step_index ? &takes_out : &takes_out_any;

	if (queue == to)
		return wake_and_count(queue, wake, move, step_index, pc);
	struct chosen c = take(queue, function, pack(wake, move, UINT32_MAX), step_index, pc);
	schedule_set_in_step(f, c.moved);
	if (c.moved)
		move_to(to, c.moved, first, pc);
	schedule_set_in_step(f, false);
	return waiters_count(c.woken) + waiters_count(c.moved);
}
