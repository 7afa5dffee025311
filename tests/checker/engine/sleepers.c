#include "sleepers.h"

static uint64_t wake_one(uint64_t old, uint32_t variant)
{
	uint64_t last = old;

	while (last & (last - 1))
		last &= last - 1;
	return variant ? old & ~last : old & (old - 1);
}

static struct transition becomes(uint64_t value)
{
	return (struct transition){.value = value, .writes = true};
}

static struct transition add_bits(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)variant;
	return becomes(old | operand);
}

static struct transition take_one(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand;
	return becomes(wake_one(old, variant));
}

static struct transition take_all(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)old, (void)operand, (void)variant;
	return becomes(0);
}

static struct transition take_one_if_any(uint64_t old, uint64_t operand, uint32_t variant)
{
	return old ? take_one(old, operand, variant) : (struct transition){0};
}

static struct transition take_all_if_any(uint64_t old, uint64_t operand, uint32_t variant)
{
	return old ? take_all(old, operand, variant) : (struct transition){0};
}

static uint32_t variants(uint64_t old, uint64_t operand)
{
	(void)operand;
	return old & (old - 1) ? 2 : 1;
}

static const struct transition_function adds = {.apply = add_bits};
static const struct transition_function moves_out = {.apply = take_all};
static const struct transition_function wakes_one = {.apply = take_one, .variants = variants};
static const struct transition_function wakes_all = {.apply = take_all};
static const struct transition_function wakes_one_if_any = {.apply = take_one_if_any, .variants = variants};
static const struct transition_function wakes_all_if_any = {.apply = take_all_if_any};

const struct transition_function *sleepers_function(const struct instruction *in)
{
	switch (in->code) {
	case I_WAKE_ONE:
		return in->step_index ? &wakes_one : &wakes_one_if_any;
	case I_WAKE_ALL:
		return in->step_index ? &wakes_all : &wakes_all_if_any;
	case I_MOVE_OUT:
		return &moves_out;
	default:
		return &adds;
	}
}

event_id sleepers_waker(const struct graph *g, unsigned thread)
{
	event_id e = graph_thread_last(g, thread);
	uint64_t bit = graph_event(g, e)->operand;

	while ((e = graph_event(g, e)->mo_next)) {
		const struct event *w = graph_event(g, e);
		if (w->value_written & bit)
			continue;
		if ((const struct transition_function *)(uintptr_t)w->expected != &moves_out)
			return e;
		e = graph_thread_event(g, w->thread, w->index + 1);
	}
	return 0;
}
