#include "cli/witness/event_words.h"

#include "engine/graph.h"
#include "protocol/witness.h"

#include <string.h>

static const char *const kinds[] = {
	[EV_FENCE] = "fence", [EV_CREATE] = "create", [EV_BEGIN] = "begin", [EV_END] = "end",
	[EV_JOIN] = "join",   [EV_CHOICE] = "choice", [EV_WOKEN] = "woken",
};

static const char *const ops[] = {
	[OP_LOAD] = "load",     [OP_STORE] = "store",   [OP_EXCHANGE] = "exchange",
	[OP_ADD] = "add",       [OP_SUB] = "sub",       [OP_AND] = "and",
	[OP_OR] = "or",         [OP_XOR] = "xor",       [OP_NAND] = "nand",
	[OP_CAS] = "cas",       [OP_LOCK] = "lock",     [OP_TRYLOCK] = "trylock",
	[OP_ONCE] = "once",     [OP_UNLOCK] = "unlock", [OP_WEAK_CAS] = "weak-cas",
	[OP_OBJECT] = "object", [OP_NEGATE] = "negate",
};

static const char *const orders[] = {
	[RELAXED] = "relaxed", [CONSUME] = "consume", [ACQUIRE] = "acquire",
	[RELEASE] = "release", [ACQ_REL] = "acq_rel", [SEQ_CST] = "seq_cst",
	[UNORDERED] = "none",  [LIGHT] = "light",     [HEAVY] = "heavy",
};

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

static int find(const char *const *words, int count, const char *word)
{
	for (int i = 0; i < count; i++)
		if (words[i] && !strcmp(words[i], word))
			return i;
	return -1;
}

static bool on_memory(const struct acq_witness_event *e)
{
	return e->kind == EV_READ || e->kind == EV_WRITE || e->kind == EV_RMW;
}

const char *witness_deed(const struct acq_witness_event *e)
{
	if (on_memory(e))
		return e->op < COUNT(ops) ? ops[e->op] : NULL;
	return e->kind < COUNT(kinds) ? kinds[e->kind] : NULL;
}

bool witness_take_deed(struct acq_witness_event *e, const char *word, bool writes)
{
	int kind = find(kinds, COUNT(kinds), word), op = find(ops, COUNT(ops), word);
	bool is_store = op == OP_STORE || op == OP_UNLOCK;

	if (kind >= 0) {
		e->kind = (uint8_t)kind;
		return !writes;
	}
	e->op = (uint8_t)op;
	e->kind = is_store ? EV_WRITE : writes ? EV_RMW : EV_READ;
	return op >= 0;
}

const char *witness_order(const struct acq_witness_event *e)
{
	return (on_memory(e) || e->kind == EV_FENCE) && e->order < COUNT(orders) ? orders[e->order] : NULL;
}

bool witness_take_order(struct acq_witness_event *e, const char *word)
{
	int order = find(orders, COUNT(orders), word);

	e->order = (uint8_t)order;
	return order >= 0;
}
