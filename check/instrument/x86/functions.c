#define _GNU_SOURCE
#include "instrument/x86/functions.h"

#include "cli/strings.h"
#include "instrument/x86/instruction.h"
#include "instrument/x86/operand.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

enum { RBP = 5 };

static int compare(const void *a, const void *b)
{
	const struct function *x = a, *y = b;

	if (x->length != y->length)
		return x->length < y->length ? -1 : 1;
	return memcmp(x->name, y->name, x->length);
}

static bool sets_frame_pointer(const struct instruction *i)
{
	const ZydisDecodedOperand *o = i->operands;

	if (i->decoded.operand_count < 2 || o[0].type != ZYDIS_OPERAND_TYPE_REGISTER ||
	    o[0].reg.value != ZYDIS_REGISTER_RBP)
		return false;
	if (i->decoded.mnemonic == ZYDIS_MNEMONIC_MOV)
		return o[1].type == ZYDIS_OPERAND_TYPE_REGISTER && o[1].reg.value == ZYDIS_REGISTER_RSP;
	return i->decoded.mnemonic == ZYDIS_MNEMONIC_LEA && o[1].mem.base == ZYDIS_REGISTER_RSP &&
	       o[1].mem.index == ZYDIS_REGISTER_NONE;
}

/* As callees do at their end. */
static bool brings_back(const struct instruction *i)
{
	return i->decoded.mnemonic == ZYDIS_MNEMONIC_POP || i->decoded.mnemonic == ZYDIS_MNEMONIC_LEAVE;
}

/* The symbol whose address it puts into its register; NULL: something else. */
static char *symbol_loaded(const struct instruction *i, const char *statement)
{
	const ZydisDecodedOperand *o = i->operands;
	char *symbol = NULL;
	int64_t addend;

	if (i->decoded.mnemonic == ZYDIS_MNEMONIC_LEA && o[0].size == 64 &&
	    o[1].mem.base == ZYDIS_REGISTER_RIP) {
		struct written w = operand_in_memory(statement, SYNTAX_ATT);
		return w.symbol && !w.addend ? w.symbol : NULL;
	}
	if (i->decoded.mnemonic != ZYDIS_MNEMONIC_MOV || o[1].type != ZYDIS_OPERAND_TYPE_IMMEDIATE ||
	    !operand_immediate_symbol(statement, SYNTAX_ATT, &symbol, &addend) || addend)
		return NULL;
	return symbol;
}

struct registers { /* what is known of a function's registers up to here */
	bool written[16];
	char *symbols[16];
};

static void note_writes(struct registers *r, const struct instruction *i, const struct text *t,
                        const struct statement *s)
{
	for (unsigned n = 0; n < i->decoded.operand_count && !brings_back(i); n++) {
		const ZydisDecodedOperand *o = &i->operands[n];
		int at = o->type == ZYDIS_OPERAND_TYPE_REGISTER ? instruction_register(o->reg.value) : -1;
		if (at < 0 || !(o->actions & ZYDIS_OPERAND_ACTION_MASK_WRITE))
			continue;
		char *symbol = n == 0 && !r->written[at] ? symbol_loaded(i, text_of(t, s)) : NULL;
		/* The same again is no other. */
		if (r->written[at] && r->symbols[at] && n == 0) {
			char *again = symbol_loaded(i, text_of(t, s));
			symbol = again && !strcmp(again, r->symbols[at]) ? again : NULL;
		}
		r->symbols[at] = symbol;
		r->written[at] = true;
	}
}

/* Calls keep only these. */
static const uint8_t kept[] = {3, 12, 13, 14, 15};

/* The lowest addresses of the frame that a function up to here has put into registers. */
struct given {
	int64_t rsp, rbp, argument;
	/* Of the last one it is not known yet: the register that it is in, and which of the above it is. */
	ZydisRegister in;
	int64_t *of, offset;
};

static const struct given nothing_given = {.rsp = INT64_MAX, .rbp = INT64_MAX, .argument = INT64_MAX};

static void give(struct given *g)
{
	if (g->of && g->offset < *g->of)
		*g->of = g->offset;
	g->of = NULL;
}

static void note_given(struct given *g, const struct instruction *i)
{
	const ZydisDecodedOperand *o = i->operands;

	if (o[0].type != ZYDIS_OPERAND_TYPE_REGISTER || o[0].reg.value == ZYDIS_REGISTER_RSP ||
	    o[0].reg.value == ZYDIS_REGISTER_RBP)
		return;
	if (i->decoded.mnemonic == ZYDIS_MNEMONIC_MOV && o[1].type == ZYDIS_OPERAND_TYPE_REGISTER &&
	    o[1].reg.value == ZYDIS_REGISTER_RSP) {
		g->of = &g->rsp;
		g->offset = 0;
	} else if (i->decoded.mnemonic == ZYDIS_MNEMONIC_LEA) {
		g->offset = o[1].mem.disp.value;
		if (o[1].mem.base == ZYDIS_REGISTER_RSP)
			g->of = &g->rsp;
		else if (o[1].mem.base == ZYDIS_REGISTER_RBP)
			g->of = g->offset < 0 ? &g->rbp : &g->argument;
	}
	g->in = o[0].reg.value;
}

/*
 * Whether the address just computed still is for nothing but an announcement: it is made in, or copied to,
 * the register of the first argument, and no call keeps the others that it may be in.
 */
static bool is_for_announcement(struct given *g, const struct instruction *i, const char *statement)
{
	static const ZydisRegister lost[] = {ZYDIS_REGISTER_RAX, ZYDIS_REGISTER_RCX, ZYDIS_REGISTER_RDX,
	                                     ZYDIS_REGISTER_RSI, ZYDIS_REGISTER_RDI};
	bool is_lost = false;

	for (unsigned k = 0; k < sizeof lost / sizeof lost[0]; k++)
		is_lost |= g->in == lost[k];
	if (!is_lost)
		return false;
	if (i->decoded.mnemonic == ZYDIS_MNEMONIC_MOV && i->operands[0].reg.value == ZYDIS_REGISTER_RDI &&
	    i->operands[1].type == ZYDIS_OPERAND_TYPE_REGISTER && i->operands[1].reg.value == g->in) {
		g->in = ZYDIS_REGISTER_RDI;
		return true;
	}
	if (i->decoded.mnemonic == ZYDIS_MNEMONIC_CALL && g->in == ZYDIS_REGISTER_RDI &&
	    (strstr(statement, "__tsan_read") || strstr(statement, "__tsan_write") ||
	     strstr(statement, "__tsan_unaligned"))) {
		g->of = NULL;
		return true;
	}
	return false;
}

static void add(struct functions *f, const struct text *t, const struct statement *label, bool is_framed,
                const struct registers *r, const struct given *g)
{
	struct function *new = must_allocate(sizeof *new);

	*new = (struct function){
		.name = t->at + label->begin,
		.length = label->end - label->begin,
		.is_framed = is_framed,
		.given_rsp = g->rsp,
		.given_rbp = g->rbp,
		.given_argument = g->argument,
	};
	for (size_t k = 0; k < sizeof kept / sizeof kept[0]; k++)
		new->symbols[kept[k]] = r->symbols[kept[k]];
	if (!tsearch(new, &f->root, compare))
		abort();
}

struct functions functions_look(const struct program *p, const struct bytes *bytes)
{
	const struct text *t = p->text;
	const struct statement *label = NULL;
	struct functions f = {0};
	struct registers registers = {0};
	struct given given = nothing_given;
	bool sets = false, changes = false;

	for (size_t n = 0; n <= t->count; n++) {
		const struct statement *s = n < t->count ? &t->statements[n] : NULL;
		struct instruction i;
		if (!s || (s->kind == STATEMENT_LABEL &&
		           names_have(&p->functions, t->at + s->begin, s->end - s->begin))) {
			give(&given);
			if (label)
				add(&f, t, label, sets && !changes, &registers, &given);
			label = s;
			given = nothing_given;
			sets = changes = false;
			registers = (struct registers){0};
		} else if (s->kind == STATEMENT_INSTRUCTION && instruction_decode(&bytes[n], &i)) {
			bool here = sets_frame_pointer(&i), before = registers.written[RBP];
			registers.written[RBP] = false;
			note_writes(&registers, &i, t, s);
			if (given.of && !is_for_announcement(&given, &i, text_of(t, s)))
				give(&given);
			if (!given.of)
				note_given(&given, &i);
			sets |= here;
			changes |= !here && registers.written[RBP];
			registers.written[RBP] |= before;
		} else if (s->kind == STATEMENT_INSTRUCTION) {
			give(&given);
		}
	}
	return f;
}

const struct function *functions_find(const struct functions *f, const char *name, size_t length)
{
	static const struct function nothing = {.given_rsp = INT64_MIN, .given_rbp = INT64_MIN};
	const char *cold = memmem(name, length, ".cold", strlen(".cold"));
	const struct function key = {.name = name, .length = cold ? (size_t)(cold - name) : length};
	struct function *const *found = tfind(&key, &f->root, compare);

	return found ? *found : &nothing;
}
