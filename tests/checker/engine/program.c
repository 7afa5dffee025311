#include "program.h"

#include <string.h>

static const char *const code_names[] = {
	"load",  "look",     "await",    "store",    "exchange", "add",       "sub",     "and",    "or",
	"xor",   "nand",     "cas",      "weak cas", "lock",     "poll lock", "trylock", "once",   "take",
	"enter", "wake one", "wake all", "move out", "move in",  "unlock",    "fence",   "choose", "if",
	"if",    "if",       "assume",   "sleep",    "create",   "join",      "read",    "write",
};

static const char *const order_names[] = {"rlx", "con", "acq", "rel", "acq_rel", "sc", "", "light", "heavy"};

uint64_t operand_value(struct operand o, const uint64_t *registers)
{
	return o.constant + (o.from >= 0 ? registers[o.from] : 0);
}

uint8_t program_bytes(const struct program *p, const struct instruction *in)
{
	return in->bytes ? in->bytes : (uint8_t)(0xffu >> (8 - p->size[in->location]));
}

uint64_t program_operand(const struct program *p, const struct instruction *in, struct operand o,
                         const uint64_t *registers)
{
	uint64_t each = p->parts[in->location] && !in->bytes ? 0x0101010101010101u : 1;

	return o.constant * each + (o.from >= 0 ? registers[o.from] : 0);
}

uint64_t program_value(const struct program *p, const struct instruction *in, uint64_t value)
{
	switch (__builtin_popcount(program_bytes(p, in))) {
	case 1:
		return (uint8_t)value;
	case 2:
		return (uint16_t)value;
	case 4:
		return (uint32_t)value;
	default:
		return value;
	}
}

bool instruction_holds(const struct instruction *i, const uint64_t *registers)
{
	uint64_t value = registers[i->expected.from];

	if (i->code == I_IF_LESS)
		return value < i->expected.constant;
	if (i->code == I_IF_MORE)
		return value > i->expected.constant;
	return value == i->expected.constant;
}

bool instruction_writes(const struct instruction *i, uint64_t read, bool seen, uint64_t expected)
{
	switch (i->code) {
	case I_LOAD:
	case I_LOOK:
	case I_AWAIT:
		return false;
	case I_CAS:
	case I_WEAK_CAS:
		return read == expected;
	case I_POLL_LOCK:
		return read == 0 && seen;
	case I_LOCK:
	case I_TRYLOCK:
	case I_ONCE:
		return read == 0;
	case I_WAKE_ONE:
	case I_WAKE_ALL:
		return read > 0 || i->step_index;
	case I_TAKE:
		return read > 0;
	default:
		return true;
	}
}

static uint64_t highest_bit(uint64_t set)
{
	while (set & (set - 1))
		set &= set - 1;
	return set;
}

uint64_t instruction_result(const struct instruction *i, uint64_t read, uint64_t value)
{
	switch (i->code) {
	case I_ADD:
		return read + value;
	case I_SUB:
	case I_TAKE:
		return read - value;
	case I_AND:
		return read & value;
	case I_OR:
	case I_ENTER:
	case I_MOVE_IN:
		return read | value;
	case I_WAKE_ONE:
		return value == 1 ? read & (read - 1) : read & ~highest_bit(read);
	case I_XOR:
		return read ^ value;
	case I_NAND:
		return ~(read & value);
	case I_LOCK:
	case I_POLL_LOCK:
	case I_TRYLOCK:
	case I_ONCE:
		return 1;
	case I_WAKE_ALL:
	case I_MOVE_OUT:
	case I_UNLOCK:
		return 0;
	default:
		return value;
	}
}

bool instruction_waits(const struct instruction *i, uint64_t read, bool seen)
{
	switch (i->code) {
	case I_AWAIT:
		return read != i->expected.constant;
	case I_LOCK:
		return read != 0;
	case I_POLL_LOCK:
		return read != 0 || !seen;
	case I_ONCE:
		return read == 1;
	case I_TAKE:
		return read == 0;
	default:
		return false;
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
	bool takes_value = code_may_write(i->code) && (i->code < I_LOCK || code_is_on_queue(i->code));

	fprintf(out, "%s.%s %c", code_names[i->code], order_names[i->order], location_name(i->location));
	if (code_compares(i->code)) {
		fprintf(out, " ");
		print_operand(i->expected, out);
		fprintf(out, " -> ");
	} else if (takes_value) {
		fprintf(out, ", ");
	}
	if (takes_value)
		print_operand(i->value, out);
	if (i->code == I_AWAIT || i->code == I_LOOK)
		fprintf(out, " == %d", i->expected.constant);
	if (code_compares(i->code) || code_is_lock(i->code))
		fprintf(out, " (failing: %s)", order_names[i->order_failure]);
	if (i->bytes)
		fprintf(out, " (bytes %d)", i->bytes);
	if (i->queue && i->queue != i->location + 1)
		fprintf(out, " under the lock of %c", location_name(i->queue - 1));
	if (i->step_index)
		fprintf(out, " with the %d before", i->step_index);
}

static void print_condition(const struct instruction *i, FILE *out)
{
	const char *relation = i->code == I_IF_LESS ? "<" : i->code == I_IF_MORE ? ">" : "==";

	fprintf(out, "%s r%d %s %d", code_names[i->code], i->expected.from, relation, i->expected.constant);
	if (code_is_if(i->code))
		fprintf(out, ": next %d", i->skip);
}

static void print_instruction(const struct instruction *i, FILE *out)
{
	if (code_has_location(i->code))
		print_access(i, out);
	else if (i->code == I_FENCE)
		fprintf(out, "fence.%s", order_names[i->order]);
	else if (i->code == I_CHOOSE)
		fprintf(out, "choose %d%s", i->value.constant, i->step_index ? " with the 1 before" : "");
	else if (i->code == I_SLEEP)
		fprintf(out, "sleep");
	else if (code_needs_register(i->code))
		print_condition(i, out);
	else if (i->code == I_PLAIN_READ)
		fprintf(out, "read object %d", i->location);
	else if (i->code == I_PLAIN_WRITE)
		fprintf(out, "write object %d, %d", i->location, i->value.constant);
	else
		fprintf(out, "%s T%d", code_names[i->code], i->thread);
}

void program_print(const struct program *p, FILE *out)
{
	fprintf(out, "initially");
	for (int l = 0; l < p->location_count; l++)
		fprintf(out, " %c=%d (%d bit)", location_name(l), p->initial[l], 8 * p->size[l]);
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

bool program_is_same(const struct program *p, unsigned one, unsigned other)
{
	const struct code_of_thread *a = &p->threads[one], *b = &p->threads[other];

	if (a->length != b->length)
		return false;
	for (unsigned i = 0; i < a->length; i++) {
		struct instruction x = a->at[i], y = b->at[i];
		if (x.code == I_ENTER)
			x.value.constant = y.value.constant;
		if (memcmp(&x, &y, sizeof x))
			return false;
	}
	return true;
}

/* The last instruction up to which one that tries to lock the location leaves all out unless it has; or 0. */
static unsigned end_of_attempt(const struct code_of_thread *c, unsigned i, uint8_t location)
{
	const struct instruction *try = &c->at[i], *unless = try + 1;

	if (try->code != I_TRYLOCK || try->location != location || i + 1 >= c->length)
		return 0;
	return unless->code == I_IF && unless->expected.from == (int)i && !unless->expected.constant
	               ? i + 1 + unless->skip
	               : 0;
}

/*
 * Whether the thread unlocks the location only where it has locked it, whatever it does, and writes to it in
 * no other way.
 */
static bool unlocks_own(const struct code_of_thread *c, uint8_t location)
{
	unsigned skipped = 0, attempt = 0; /* conditions reach up to there */
	bool has = false;

	for (unsigned i = 0; i < c->length; i++) {
		const struct instruction *in = &c->at[i];
		if (attempt && i > attempt) {
			if (has)
				return false;
			attempt = 0;
		}
		unsigned end = end_of_attempt(c, i, location);
		if (end && !has && !attempt && i > skipped) {
			attempt = end;
			has = true;
			i++; /* its condition */
			continue;
		}
		if (code_is_if(in->code) && i + in->skip > skipped)
			skipped = i + in->skip;
		if (!code_has_location(in->code) || in->location != location || in->code == I_LOAD ||
		    in->code == I_TRYLOCK)
			continue;
		bool locks = in->code == I_LOCK || in->code == I_POLL_LOCK;
		if ((i <= skipped && skipped) || locks == has || (!locks && in->code != I_UNLOCK))
			return false;
		has = locks;
	}
	return !(attempt && has);
}

bool program_has_object(const struct program *p, uint8_t location)
{
	bool unlocked = false;

	for (unsigned t = 0; t < p->thread_count; t++)
		for (unsigned i = 0; i < p->threads[t].length; i++) {
			const struct instruction *in = &p->threads[t].at[i];
			bool here = code_has_location(in->code) && in->location == location;
			if (here && in->code == I_STORE)
				return false;
			unlocked |= here && in->code == I_UNLOCK;
		}
	for (unsigned t = 0; t < p->thread_count && unlocked; t++)
		if (!unlocks_own(&p->threads[t], location))
			return false;
	return true;
}
