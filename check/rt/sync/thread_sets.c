/*
 * Sets of threads, by number. A set is a list; a list, like a member, is a pair of two numbers, and wide.c
 * has a number for each such pair, the same in all workers. The members come in the order of their threads,
 * the last first, and not in that of their numbers: so the same execution has the same sets when it is run
 * again from a witness.
 */
#include "rt/memory/wide.h"
#include "rt/sync/object.h"

#define MEMBER ((uint64_t)1 << 63) /* no set begins like this */

static uint64_t list(uint64_t first, uint64_t rest)
{
	return wide_number((wide)first << 64 | rest);
}

static uint64_t first(uint64_t set)
{
	return (uint64_t)(wide_value(set) >> 64);
}

static uint64_t rest(uint64_t set)
{
	return (uint64_t)wide_value(set);
}

uint64_t waiter_number(uint16_t thread, uint64_t stay)
{
	return list(MEMBER | thread, stay);
}

uint16_t waiter_thread(uint64_t member)
{
	return (uint16_t)first(member);
}

uint64_t waiter_ticket(uint64_t member)
{
	return rest(member);
}

static bool is_above(uint64_t member, uint64_t other)
{
	return wide_value(member) > wide_value(other);
}

uint64_t waiters_with(uint64_t set, uint64_t member)
{
	if (!set || !is_above(first(set), member))
		return list(member, set);
	return list(first(set), waiters_with(rest(set), member));
}

uint64_t waiters_without(uint64_t set, uint64_t member)
{
	if (!set || is_above(member, first(set)))
		return set;
	return first(set) == member ? rest(set) : list(first(set), waiters_without(rest(set), member));
}

bool waiters_have(uint64_t set, uint64_t member)
{
	while (set && is_above(first(set), member))
		set = rest(set);
	return set && first(set) == member;
}

uint32_t waiters_count(uint64_t set)
{
	uint32_t n = 0;

	for (; set; set = rest(set))
		n++;
	return n;
}

uint64_t waiters_at(uint64_t set, uint32_t i)
{
	while (i--)
		set = rest(set);
	return first(set);
}

uint64_t waiters_behind(uint64_t l, uint64_t member)
{
	return l ? list(first(l), waiters_behind(rest(l), member)) : list(member, 0);
}

uint64_t waiters_but(uint64_t l, uint64_t member)
{
	if (!l)
		return 0;
	return first(l) == member ? rest(l) : list(first(l), waiters_but(rest(l), member));
}
