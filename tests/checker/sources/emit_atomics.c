#include "emit.h"

static const char *const orders[] = {"relaxed", "consume", "acquire", "release", "acq_rel", "seq_cst"};

static const char *name_of(uint8_t code)
{
	static const char *const names[] = {[I_LOAD] = "load", [I_STORE] = "store", [I_EXCHANGE] = "exchange",
	                                    [I_ADD] = "add",   [I_SUB] = "sub",     [I_AND] = "and",
	                                    [I_OR] = "or",     [I_XOR] = "xor",     [I_CAS] = "cas"};

	return names[code];
}

static void in_assembly(struct writer *w, unsigned i, const struct instruction *in, bool silent)
{
	unsigned size = w->s->program.size[in->location];
	char l = location_name(in->location);

	if (in->code == I_FENCE)
		line(w, "assembly_fence(%u);", choose(w, 2));
	else if (silent)
		line(w, "assembly_silent_%s_%u(&@%c, %u);", name_of(in->code), size, l, in->value.constant);
	else if (in->code == I_LOAD)
		line(w, "r[%u] = assembly_load_%u(&@%c);", i, size, l);
	else if (in->code == I_STORE)
		line(w, "assembly_store_%u(&@%c, %u);", size, l, in->value.constant);
	else if (in->code == I_CAS)
		line(w, "r[%u] = assembly_cas_%u(&@%c, %u, %u);", i, size, l, in->expected.constant,
		     in->value.constant);
	else
		line(w, "r[%u] = assembly_%s_%u(&@%c, %u);", i, name_of(in->code), size, l,
		     in->value.constant);
}

static void in_c(struct writer *w, unsigned i, const struct instruction *in)
{
	char l = location_name(in->location);
	const char *order = orders[in->order], *failing = orders[in->order_failure];
	unsigned bits = 8u * w->s->program.size[in->location], v = in->value.constant;

	if (in->code == I_FENCE)
		line(w, "atomic_thread_fence(memory_order_%s);", order);
	else if (in->code == I_LOAD)
		line(w, "r[%u] = atomic_load_explicit(&@%c, memory_order_%s);", i, l, order);
	else if (in->code == I_STORE)
		line(w, "atomic_store_explicit(&@%c, (uint%u_t)%u, memory_order_%s);", l, bits, v, order);
	else if (in->code == I_EXCHANGE)
		line(w, "r[%u] = atomic_exchange_explicit(&@%c, (uint%u_t)%u, memory_order_%s);", i, l, bits,
		     v, order);
	else if (in->code == I_CAS)
		line(w,
		     "{ uint%u_t e = %u; atomic_compare_exchange_strong_explicit(&@%c, &e, (uint%u_t)%u, "
		     "memory_order_%s, memory_order_%s); r[%u] = e; }",
		     bits, in->expected.constant, l, bits, v, order, failing, i);
	else
		line(w, "r[%u] = atomic_fetch_%s_explicit(&@%c, (uint%u_t)%u, memory_order_%s);", i,
		     name_of(in->code), l, bits, v, order);
}

void write_atomic(struct writer *w, unsigned t, unsigned i)
{
	const struct instruction *in = &w->s->program.threads[t].at[i];
	uint8_t written = w->s->written[t][i];

	if (written == IN_C)
		in_c(w, i, in);
	else if (written != IMPLIED)
		in_assembly(w, i, in, written == SILENT);
}
