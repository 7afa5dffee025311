#define _GNU_SOURCE
#include "instrument/aarch64/known_aarch64.h"

#include "cli/strings.h"
#include "instrument/aarch64/operand.h"

#include <stdlib.h>
#include <string.h>

const unsigned known_stack = 31, known_frame = 29;

static uint32_t field(const struct word *w, unsigned high, unsigned low)
{
	return w->bits >> low & (uint32_t)((1u << (high - low + 1)) - 1);
}

static struct value mixed(uint64_t kind, struct value v)
{
	return value_function(value_mix(value_mix(kind, v.unknown), (uint64_t)v.number));
}

static uint64_t hash_of(const char *text)
{
	uint64_t hash = 0x746578;

	for (; *text; text++)
		hash = value_mix(hash, (unsigned char)*text);
	return hash;
}

static bool is(const struct word *w, uint32_t mask, uint32_t value)
{
	return (w->bits & mask) == value;
}

/* --- Symbols -------------------------------------------------------------------------------------------- */

/* `symbol` or `symbol+8`. */
static struct value symbol_value(const char *expression)
{
	size_t n = strcspn(expression, "+-");
	char *name = must_copy(expression, n), *end = name;
	int64_t addend = expression[n] ? strtoll(expression + n, &end, 0) : 0;
	bool is_number = expression[n] == 0 || *end == 0;
	struct value v = is_number ? value_sum(value_of_symbol(name), value_number(addend))
	                           : value_function(hash_of(expression));

	free(name);
	return v;
}

/* The page of it that adrp computes: nothing but a function of the text. */
static struct value page_of(const char *expression)
{
	return value_function(value_mix(0x70616765, hash_of(expression)));
}

/* What the linker adds to a value. */
static struct value relocated(struct value v, const char *relocation)
{
	static const char low[] = ":lo12:";

	if (starts_with(relocation, low) && value_equal(v, page_of(relocation + strlen(low))))
		return symbol_value(relocation + strlen(low));
	return mixed(hash_of(relocation), v);
}

/* --- Values --------------------------------------------------------------------------------------------- */

static struct value low_half(struct value v)
{
	return v.unknown ? mixed(32, v) : value_number((int64_t)(uint32_t)v.number);
}

static struct value sized(struct value v, bool whole)
{
	return whole ? v : low_half(v);
}

/* Of an index, as the instruction has it: 2 uxtw, 6 sxtw. */
static struct value extended(unsigned extend, struct value v)
{
	return extend == 3 || extend == 7 ? v : mixed(extend, extend == 2 || extend == 6 ? low_half(v) : v);
}

static struct value of_register(const struct known *k, unsigned r)
{
	return r == ZERO_REGISTER ? value_number(0) : k->registers[r];
}

struct value known_address(const struct known *k, const struct word *w, const char *statement)
{
	char *relocation = operand_relocation(statement);
	struct value v;

	if (w->base == NO_REGISTER)
		return value_unknown();
	v = k->registers[w->base];
	if (relocation) {
		v = relocated(v, relocation);
		free(relocation);
		return v;
	}
	v = value_sum(v, value_number(w->offset));
	if (w->index != NO_REGISTER) {
		struct value index = extended(w->extend, of_register(k, (unsigned)w->index));
		v = value_sum(v, value_times(index, (int64_t)1 << w->shift));
	}
	return v;
}

bool known_is_table(const struct known *k, const struct word *w)
{
	return w->kind == WORD_PLAIN && w->base >= 0 && w->index == NO_REGISTER && w->reads && !w->writes &&
	       value_equal(k->registers[w->base], k->table);
}

/* --- Instructions without memory ------------------------------------------------------------------------ */

static struct value add_number(const struct known *k, const struct word *w, const char *statement)
{
	struct value v = k->registers[field(w, 9, 5)];
	int64_t n = (int64_t)field(w, 21, 10) << (field(w, 22, 22) ? 12 : 0);
	char *relocation = operand_relocation(statement);

	if (relocation) {
		v = relocated(v, relocation);
		free(relocation);
		return v;
	}
	return sized(value_sum(v, value_number(field(w, 30, 30) ? -n : n)), field(w, 31, 31));
}

static struct value add_register(const struct known *k, const struct word *w)
{
	struct value a = of_register(k, field(w, 9, 5)), b = of_register(k, field(w, 20, 16));
	uint32_t by = field(w, 15, 10);

	if (field(w, 23, 22)) /* shifted to the right */
		return value_unknown();
	return sized(value_sum(a, value_times(b, (int64_t)((field(w, 30, 30) ? ~(uint64_t)0 : 1) << by))),
	             field(w, 31, 31));
}

static struct value add_extended(const struct known *k, const struct word *w)
{
	struct value a = k->registers[field(w, 9, 5)], b = of_register(k, field(w, 20, 16));
	uint32_t extend = field(w, 15, 13);

	b = extended(extend, b);
	return sized(value_sum(a, value_times(b, (int64_t)((field(w, 30, 30) ? ~(uint64_t)0 : 1)
	                                                   << field(w, 12, 10)))),
	             field(w, 31, 31));
}

static struct value move_wide(const struct known *k, const struct word *w)
{
	uint32_t opc = field(w, 30, 29), by = 16 * field(w, 22, 21);
	uint64_t n = (uint64_t)field(w, 20, 5) << by;
	struct value v = k->registers[field(w, 4, 0)];

	if (opc == 0)
		return sized(value_number((int64_t)~n), field(w, 31, 31));
	if (opc == 2)
		return value_number((int64_t)n);
	if (v.unknown)
		return value_unknown();
	return value_number((int64_t)(((uint64_t)v.number & ~((uint64_t)0xffff << by)) | n));
}

/* Shifts by a number, and sign and zero extension: sbfm and ubfm. */
static struct value bits_of(const struct known *k, const struct word *w)
{
	struct value v = of_register(k, field(w, 9, 5));
	uint32_t r = field(w, 21, 16), s = field(w, 15, 10);

	if (is(w, 0xffc00000, 0xd3400000) && s + 1 == r) /* lsl, of 8 bytes */
		return value_times(v, (int64_t)1 << (63 - s));
	if (is(w, 0xfffffc00, 0x93407c00)) /* sxtw */
		return extended(6, v);
	return mixed(w->bits & 0xfffffc00, v);
}

static struct value madd(const struct known *k, const struct word *w)
{
	struct value n = of_register(k, field(w, 9, 5)), m = of_register(k, field(w, 20, 16));
	struct value a = of_register(k, field(w, 14, 10));

	if (is(w, 0xffe08000, 0x9b000000) && !m.unknown)
		return value_sum(a, value_times(n, m.number));
	if (is(w, 0xffe08000, 0x9b000000) && !n.unknown)
		return value_sum(a, value_times(m, n.number));
	uint64_t hash = value_mix(value_mix(w->bits & 0xffe08000, n.unknown), (uint64_t)n.number);
	return mixed(value_mix(value_mix(hash, m.unknown), (uint64_t)m.number), a);
}

/* What depends on nothing but its operands, which are all in registers. */
static struct value function(const struct known *k, const struct word *w)
{
	struct value n = of_register(k, field(w, 9, 5)), m = of_register(k, field(w, 20, 16));
	uint64_t first = value_mix(value_mix(w->bits & 0xffe0fc00, n.unknown), (uint64_t)n.number);

	if (is(w, 0x1f800000, 0x12000000)) /* logical, with a number */
		return mixed(w->bits & 0xfffffc00, n);
	if (is(w, 0x1f000000, 0x0a000000) || is(w, 0x5fe00000, 0x1ac00000)) /* of two registers */
		return mixed(first, m);
	return is(w, 0x1f000000, 0x1b000000) ? madd(k, w) : value_unknown();
}

/* What its first register gets. */
static struct value result(const struct known *k, const struct word *w, const char *statement)
{
	size_t n;
	const char *last;

	if (is(w, 0x3f800000, 0x11000000)) /* add, sub: with a number */
		return add_number(k, w, statement);
	if (is(w, 0x3f200000, 0x0b000000))
		return add_register(k, w);
	if (is(w, 0x3fe00000, 0x0b200000))
		return add_extended(k, w);
	if (is(w, 0x7fe0ffe0, 0x2a0003e0)) /* mov */
		return sized(of_register(k, field(w, 20, 16)), field(w, 31, 31));
	if (is(w, 0x1f800000, 0x12800000) && !strchr(statement, ':'))
		return move_wide(k, w);
	if (is(w, 0x9f000000, 0x90000000) && (last = operand_last(statement, &n))) { /* adrp */
		char *text = must_copy(last, n);
		struct value v = page_of(text);
		free(text);
		return v;
	}
	if (is(w, 0x9f000000, 0x10000000) && (last = operand_last(statement, &n))) { /* adr */
		char *text = must_copy(last, n);
		struct value v = symbol_value(text);
		free(text);
		return v;
	}
	if (is(w, 0xffffffe0, 0xd53bd040)) /* mrs from tpidr_el0 */
		return value_of_symbol("%tpidr");
	return is(w, 0x7f800000, 0x13000000) || is(w, 0x7f800000, 0x53000000) ? bits_of(k, w)
	                                                                      : function(k, w);
}

/* Which instructions write the stack pointer, where others would write nothing. */
static bool means_stack(const struct word *w)
{
	bool adds = is(w, 0x3f800000, 0x11000000) || is(w, 0x3fe00000, 0x0b200000);
	bool logical = is(w, 0x1f800000, 0x12000000) && field(w, 30, 29) != 3;

	return adds || logical;
}

static bool is_jump(const struct word *w)
{
	return field(w, 28, 26) ==
	       5; /* these, and exceptions and system instructions, of which mrs has a result */
}

static void compute(struct known *k, const struct word *w, const char *statement)
{
	unsigned r = field(w, 4, 0);

	if (is_jump(w) && !is(w, 0xfff00000, 0xd5300000) && !is(w, 0xfff80000, 0xd5280000))
		return;
	if (r == 31 && !means_stack(w))
		return;
	k->registers[r] = result(k, w, statement);
}

/* --- Instructions that access memory -------------------------------------------------------------------- */

static void set(struct known *k, int r, struct value v)
{
	if (r >= 0 && r != ZERO_REGISTER)
		k->registers[r] = v;
}

static void load(struct known *k, const struct word *w, struct value address)
{
	uint32_t each = w->is_pair ? w->size / 2 : w->size;
	struct value first, second;

	if (w->kind == WORD_PLAIN && each == 8) {
		first = known_memory(k, address, 8);
		if (value_equal(address, k->object))
			k->table = first;
		second = w->is_pair ? known_memory(k, value_sum(address, value_number(8)), 8)
		                    : value_unknown();
	} else if (w->kind == WORD_PLAIN && !w->is_pair) {
		first = known_memory(k, address, each);
		uint32_t opc = field(w, 23, 22);
		first = each < 4   ? mixed(each << 2 | opc, first)
		        : opc == 2 ? extended(6, low_half(first))
		                   : low_half(first);
		second = value_unknown();
	} else {
		first = second = value_unknown();
	}
	set(k, w->target, w->loads_all || (!w->is_pair && each < 8) ? first : value_unknown());
	if (w->is_pair)
		set(k, w->second, w->loads_all ? second : value_unknown());
}

static void store(struct known *k, const struct word *w, struct value address)
{
	bool all = w->kind == WORD_PLAIN && !w->is_vector;
	uint32_t each = w->is_pair ? w->size / 2 : w->size;

	known_memory_changes(k, address, w->size);
	if (!all || each < 4 || (w->is_pair && each != 8))
		return;
	known_memory_holds(k, address, each, of_register(k, (unsigned)w->target));
	if (w->is_pair)
		known_memory_holds(k, value_sum(address, value_number(8)), 8,
		                   of_register(k, (unsigned)w->second));
}

void known_step(struct known *k, const struct word *w, const char *statement)
{
	struct value address;

	switch (w->kind) {
	case WORD_NO_ACCESS:
		if (w->base == NO_REGISTER) /* else it is a hint */
			compute(k, w, statement);
		return;
	case WORD_OBSCURE:
		for (unsigned r = 0; r < KNOWN_REGISTERS; r++)
			k->registers[r] = value_unknown();
		k->remembered_count = 0;
		return;
	case WORD_LITERAL:
		if (!w->is_vector)
			set(k, w->target, value_unknown());
		return;
	default:
		break;
	}
	address = known_address(k, w, statement);
	if (w->writes && !w->reads)
		store(k, w, address);
	else if (w->writes)
		known_memory_changes(k, address, w->size);
	if (w->kind == WORD_COMPARE_SWAP) {
		set(k, w->other, value_unknown());
		if (w->is_pair)
			set(k, w->other + 1, value_unknown());
	} else if (w->kind == WORD_EXCLUSIVE_STORE) {
		set(k, w->other, value_unknown());
	} else if (w->reads && !w->is_vector) {
		load(k, w, address);
	}
	if (w->writes_back)
		k->registers[w->base] = w->behind_index
		                                ? value_unknown()
		                                : value_sum(k->registers[w->base], value_number(w->advance));
}

/* --- Calls ---------------------------------------------------------------------------------------------- */

bool known_call(struct known *k, const char *function)
{
	struct value address = k->registers[0], size = k->registers[1];

	for (unsigned r = 0; r <= 18; r++)
		k->registers[r] = value_unknown();
	k->registers[30] = value_unknown();
	return known_called(k, function, address, size);
}
