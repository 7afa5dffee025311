/*
 * Values of 16 bytes, for the graph, which has room for 8: see wide.h. A value keeps its number for the whole exploration.
 */
#include "wide.h"

#include "../engine/memory.h"

static wide *values; /* by number */
static uint64_t count = 1, max_values;
static uint64_t *table; /* numbers, by a hash of the value; 0 is empty */
static uint64_t table_size;

static uint64_t slot(wide v)
{
	uint64_t h = ((uint64_t)v * 0x9e3779b97f4a7c15u ^ (uint64_t)(v >> 64)) * 0x9fb21c651e98df25u;
	uint64_t i = (h ^ h >> 32) & (table_size - 1);

	while (table[i] && values[table[i]] != v)
		i = (i + 1) & (table_size - 1);
	return i;
}

static void prepare(void)
{
	size_t got;

	values = engine_reserve(sizeof *values << 32, &got);
	max_values = got / sizeof *values;
	table_size = 1 << 12;
	table = engine_reserve(sizeof *table << 36, &got);
	if (got / sizeof *table / 2 < max_values)
		max_values = got / sizeof *table / 2;
}

static void grow(void)
{
	table_size *= 2;
	rt_fill(table, 0, table_size * sizeof *table);
	for (uint64_t n = 1; n < count; n++)
		table[slot(values[n])] = n;
}

uint64_t wide_number(wide v)
{
	if (!v)
		return 0;
	if (!values)
		prepare();
	uint64_t i = slot(v);
	if (table[i])
		return table[i];
	if (count == max_values)
		engine_out_of_memory("atomic values of 16 bytes");
	values[count] = v;
	table[i] = count++;
	if (count * 2 > table_size)
		grow();
	return count - 1;
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
