/*
 * Sets of threads, by number. A set is a list in descending order; each list, and each member, is a pair of two numbers,
 * and each pair has one number for the whole exploration.
 */
#include "object.h"

#include "../engine/memory.h"

struct pair {
	uint32_t first, second; /* of a member: thread and stay; of a set: its greatest member and the rest */
	bool is_member;
};

static struct pair *pairs;
static uint32_t count = 1, max_pairs;
static uint32_t *table; /* numbers, by a hash of the pair; 0 is empty */
static uint32_t table_size;

static uint32_t slot(struct pair p)
{
	uint64_t h = ((uint64_t)p.first << 32 | p.second) * 0x9fb21c651e98df25u + p.is_member;
	uint32_t i = (uint32_t)(h ^ h >> 32) & (table_size - 1);

	for (; table[i]; i = (i + 1) & (table_size - 1)) {
		const struct pair *other = &pairs[table[i]];
		if (other->first == p.first && other->second == p.second && other->is_member == p.is_member)
			break;
	}
	return i;
}

static void prepare(void)
{
	size_t got;

	pairs = engine_reserve(sizeof *pairs << 28, &got);
	max_pairs = (uint32_t)(got / sizeof *pairs);
	table_size = 1 << 10;
	table = engine_reserve(sizeof *table << 29, &got);
	if (got / sizeof *table / 2 < max_pairs)
		max_pairs = (uint32_t)(got / sizeof *table / 2);
}

static void grow(void)
{
	table_size *= 2;
	rt_fill(table, 0, table_size * sizeof *table);
	for (uint32_t n = 1; n < count; n++)
		table[slot(pairs[n])] = n;
}

static uint32_t number_of(struct pair p)
{
	if (!pairs)
		prepare();
	uint32_t i = slot(p);
	if (table[i])
		return table[i];
	if (count == max_pairs)
		engine_out_of_memory("sets of waiting threads");
	pairs[count] = p;
	table[i] = count++;
	if (count * 2 > table_size)
		grow();
	return count - 1;
}

uint64_t member_number(uint16_t thread, uint32_t stay)
{
	return number_of((struct pair){thread, stay, true});
}

uint16_t member_thread(uint64_t member)
{
	return (uint16_t)pairs[member].first;
}

static uint32_t list(uint64_t first, uint64_t rest)
{
	return number_of((struct pair){(uint32_t)first, (uint32_t)rest, false});
}

uint64_t members_with(uint64_t set, uint64_t member)
{
	if (!set || pairs[set].first <= member)
		return list(member, set);
	uint32_t greatest = pairs[set].first;
	return list(greatest, members_with(pairs[set].second, member));
}

uint64_t members_without(uint64_t set, uint64_t member)
{
	if (!set || pairs[set].first < member)
		return set;
	uint32_t greatest = pairs[set].first, rest = pairs[set].second;
	return greatest == member ? rest : list(greatest, members_without(rest, member));
}

bool members_have(uint64_t set, uint64_t member)
{
	while (set && pairs[set].first > member)
		set = pairs[set].second;
	return set && pairs[set].first == member;
}

uint32_t members_count(uint64_t set)
{
	uint32_t n = 0;

	for (; set; set = pairs[set].second)
		n++;
	return n;
}

uint64_t members_at(uint64_t set, uint32_t i)
{
	while (i--)
		set = pairs[set].second;
	return pairs[set].first;
}
