/*
 * Values of 16 bytes, for the graph, which has room for 8: see wide.h. A value keeps its number for the whole
 * exploration, and has the same in all workers, which hand each other graphs.
 */
#include "rt/memory/wide.h"

#include "engine/reserve.h"
#include "rt/run/os.h"

static struct shared {
	uint32_t lock; /* for all but reading a value whose number is known */
	uint64_t count, table_size;
} * shared;

static wide *values; /* by number */
static uint64_t max_values;
static uint64_t *table; /* numbers, by a hash of the value; 0 is empty */

static uint64_t slot(wide v)
{
	uint64_t h = ((uint64_t)v * 0x9e3779b97f4a7c15u ^ (uint64_t)(v >> 64)) * 0x9fb21c651e98df25u;
	uint64_t i = (h ^ h >> 32) & (shared->table_size - 1);

	while (table[i] && values[table[i]] != v)
		i = (i + 1) & (shared->table_size - 1);
	return i;
}

void wide_init(void)
{
	size_t got;

	shared = engine_reserve_shared(4096, &got);
	shared->count = 1;
	shared->table_size = 1 << 12;
	values = engine_reserve_shared(sizeof *values << 30, &got);
	max_values = got / sizeof *values;
	table = engine_reserve_shared(sizeof *table << 32, &got);
	if (got / sizeof *table / 4 < max_values)
		max_values = got / sizeof *table / 4;
}

static void grow(void)
{
	shared->table_size *= 2;
	rt_fill(table, 0, shared->table_size * sizeof *table);
	for (uint64_t n = 1; n < shared->count; n++)
		table[slot(values[n])] = n;
}

static uint64_t add(wide v, uint64_t i)
{
	uint64_t number = shared->count;

	if (number == max_values)
		engine_out_of_memory("atomic values of 16 bytes");
	values[number] = v;
	table[i] = number;
	shared->count++;
	if (shared->count * 2 > shared->table_size)
		grow();
	return number;
}

uint64_t wide_number(wide v)
{
	if (!v)
		return 0;
	os_lock(&shared->lock);
	uint64_t i = slot(v), number = table[i] ? table[i] : add(v, i);
	os_unlock(&shared->lock);
	return number;
}

wide wide_value(uint64_t number)
{
	return number ? values[number] : 0;
}

uint64_t wide_apply(uint8_t op, uint64_t old, uint64_t operand)
{
	wide a = wide_value(old), b = wide_value(operand);

	switch (op) {
	case OP_ADD:
		return wide_number(a + b);
	case OP_SUB:
		return wide_number(a - b);
	case OP_AND:
		return wide_number(a & b);
	case OP_OR:
		return wide_number(a | b);
	case OP_XOR:
		return wide_number(a ^ b);
	case OP_NAND:
		return wide_number(~(a & b));
	default:
		return operand;
	}
}

/* size: at most 8 */
uint64_t wide_part(uint64_t whole, unsigned first, unsigned size)
{
	uint64_t part = (uint64_t)(wide_value(whole) >> 8 * first);

	return size < 8 ? part & (((uint64_t)1 << 8 * size) - 1) : part;
}

uint64_t wide_with(uint64_t whole, uint64_t part, unsigned first, unsigned size)
{
	wide bits = size < 8 ? ((wide)1 << 8 * size) - 1 : (wide)UINT64_MAX;

	return wide_number((wide_value(whole) & ~(bits << 8 * first)) | (part & bits) << 8 * first);
}
