#include "sleepers.h"

static uint64_t wake_one(uint64_t old, uint32_t way)
{
	uint64_t last = old;

	while (last & (last - 1))
		last &= last - 1;
	return way ? old & ~last : old & (old - 1);
}

static struct effect becomes(uint64_t value)
{
	return (struct effect){.value = value, .writes = true};
}

static struct effect add_bits(uint64_t old, uint64_t operand, uint32_t way)
{
	(void)way;
	return becomes(old | operand);
}

static struct effect take_one(uint64_t old, uint64_t operand, uint32_t way)
{
	(void)operand;
	return becomes(wake_one(old, way));
}

static struct effect take_all(uint64_t old, uint64_t operand, uint32_t way)
{
	(void)old, (void)operand, (void)way;
	return becomes(0);
}

static struct effect take_one_if_any(uint64_t old, uint64_t operand, uint32_t way)
{
	return old ? take_one(old, operand, way) : (struct effect){0};
}

static struct effect take_all_if_any(uint64_t old, uint64_t operand, uint32_t way)
{
	return old ? take_all(old, operand, way) : (struct effect){0};
}

static uint32_t ways(uint64_t old, uint64_t operand)
{
	(void)operand;
	return old & (old - 1) ? 2 : 1;
}

static const struct rule adds = {.effect = add_bits};
static const struct rule moves_out = {.effect = take_all};
static const struct rule wakes_one = {.effect = take_one, .ways = ways};
static const struct rule wakes_all = {.effect = take_all};
static const struct rule wakes_one_if_any = {.effect = take_one_if_any, .ways = ways};
static const struct rule wakes_all_if_any = {.effect = take_all_if_any};

const struct rule *sleepers_rule(const struct instruction *in)
{
	switch (in->code) {
	case I_WAKE_ONE:
		return in->held ? &wakes_one : &wakes_one_if_any;
	case I_WAKE_ALL:
		return in->held ? &wakes_all : &wakes_all_if_any;
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
		if ((const struct rule *)(uintptr_t)w->expected != &moves_out)
			return e;
		e = graph_thread_event(g, w->thread, w->index + 1);
	}
	return 0;
}
