#include "program.h"

static const char *const code_names[] = {
	"load", "store",   "exchange", "add",    "sub",   "and",    "or", "xor",    "nand", "cas",
	"lock", "trylock", "once",     "unlock", "fence", "choose", "if", "create", "join",
};

static const char *const order_names[] = {"rlx", "con", "acq", "rel", "acq_rel", "sc"};

uint8_t operand_value(struct operand o, const uint8_t *registers)
{
	return (uint8_t)(o.constant + (o.from >= 0 ? registers[o.from] : 0));
}

bool instruction_writes(const struct instruction *i, uint8_t read, uint8_t expected)
{
	switch (i->code) {
	case I_LOAD:
		return false;
	case I_CAS:
		return read == expected;
	case I_LOCK:
	case I_TRYLOCK:
	case I_ONCE:
		return read == 0;
	default:
		return code_may_write(i->code);
	}
}

uint8_t instruction_result(const struct instruction *i, uint8_t read, uint8_t value)
{
	switch (i->code) {
	case I_ADD:
		return (uint8_t)(read + value);
	case I_SUB:
		return (uint8_t)(read - value);
	case I_AND:
		return read & value;
	case I_OR:
		return read | value;
	case I_XOR:
		return read ^ value;
	case I_NAND:
		return (uint8_t) ~(read & value);
	case I_LOCK:
	case I_TRYLOCK:
	case I_ONCE:
		return 1;
	case I_UNLOCK:
		return 0;
	default:
		return value;
	}
}

static void print_operand(struct operand o, FILE *out)
{
	if (o.from < 0)
		fprintf(out, "%d", o.constant);
	else if (o.constant)
		fprintf(out, "r%d+%d", o.from, o.constant);
	else
		fprintf(out, "r%d", o.from);
}

static void print_access(const struct instruction *i, FILE *out)
{
	fprintf(out, "%s.%s %c", code_names[i->code], order_names[i->order], location_name(i->location));
	if (i->code == I_CAS) {
		fprintf(out, " ");
		print_operand(i->expected, out);
		fprintf(out, " -> ");
	} else if (code_may_write(i->code) && i->code < I_LOCK) {
		fprintf(out, ", ");
	}
	if (code_may_write(i->code) && i->code < I_LOCK)
		print_operand(i->value, out);
	if (i->code == I_CAS || (i->code >= I_LOCK && i->code <= I_ONCE))
		fprintf(out, " (failing: %s)", order_names[i->order_failure]);
}

static void print_instruction(const struct instruction *i, FILE *out)
{
	if (code_has_location(i->code))
		print_access(i, out);
	else if (i->code == I_FENCE)
		fprintf(out, "fence.%s", order_names[i->order]);
	else if (i->code == I_CHOOSE)
		fprintf(out, "choose %d", i->value.constant);
	else if (i->code == I_IF)
		fprintf(out, "if r%d == %d: next %d", i->expected.from, i->expected.constant, i->skip);
	else
		fprintf(out, "%s T%d", code_names[i->code], i->thread);
}

void program_print(const struct program *p, FILE *out)
{
	fprintf(out, "initially");
	for (int l = 0; l < p->location_count; l++)
		fprintf(out, " %c=%d", location_name(l), p->initial[l]);
	fprintf(out, "\n");
	for (int t = 0; t < p->thread_count; t++) {
		const struct code_of_thread *c = &p->threads[t];
		fprintf(out, "T%d%s\n", t, c->created ? " (created)" : "");
		for (int i = 0; i < c->length; i++) {
			fprintf(out, "  r%d: ", i);
			print_instruction(&c->at[i], out);
			fprintf(out, "\n");
		}
	}
}
