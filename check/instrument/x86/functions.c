#define _GNU_SOURCE
#include "instrument/x86/functions.h"

#include "cli/strings.h"
#include "instrument/known.h"
#include "instrument/x86/instruction.h"
#include "instrument/x86/operand.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

enum { RSP = 4, RBP = 5 };

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

/* Whether a function up to here has put addresses of its frame into other registers. */
struct given {
	bool any;
	bool if_framed; /* likewise, if rbp has ever pointed to its frame */
	/* Of the last one it is not known yet: the register that it is in. */
	bool pending, pending_if_framed;
	bool is_offset; /* from rbp */
	int64_t offset;
	ZydisRegister in;
	struct frame *frame;           /* NULL: nothing is known of it */
	bool named;                    /* an address of it was given that it knows of */
	bool registers_cfa, saves_rbp; /* as functions do that begin with push %rbp; mov %rsp, %rbp */
};

static void give(struct given *g)
{
	bool standard = g->registers_cfa && g->saves_rbp;

	if (g->pending && g->is_offset && g->frame && (standard || !frame_needs_standard(g->frame))) {
		frame_give(g->frame, g->offset);
		g->named = true;
		g->pending = false;
	}
	g->any |= g->pending && !g->pending_if_framed;
	g->if_framed |= g->pending && g->pending_if_framed;
	g->pending = false;
}

static bool is_stack_register(ZydisRegister r)
{
	int n = instruction_register(r);

	return n == RSP || n == RBP;
}

/* Setting up a frame and leaving it. */
static bool moves_stack(const struct instruction *i)
{
	const ZydisDecodedOperand *o = i->operands;

	switch (i->decoded.mnemonic) {
	case ZYDIS_MNEMONIC_PUSH:
		return o[0].type != ZYDIS_OPERAND_TYPE_REGISTER ||
		       instruction_register(o[0].reg.value) != RSP;
	case ZYDIS_MNEMONIC_POP:
	case ZYDIS_MNEMONIC_LEAVE:
	case ZYDIS_MNEMONIC_CALL:
	case ZYDIS_MNEMONIC_RET:
		return true;
	default:
		return o[0].type == ZYDIS_OPERAND_TYPE_REGISTER && is_stack_register(o[0].reg.value);
	}
}

static void note_given(struct given *g, const struct instruction *i)
{
	const ZydisDecodedOperand *o = i->operands;
	bool rsp = false, rbp = false;

	if (moves_stack(i))
		return;
	for (unsigned n = 0; n < i->decoded.operand_count_visible; n++) {
		bool computes =
			o[n].type == ZYDIS_OPERAND_TYPE_MEMORY && o[n].mem.type == ZYDIS_MEMOP_TYPE_AGEN;
		int base = computes                                   ? instruction_register(o[n].mem.base)
		           : o[n].type == ZYDIS_OPERAND_TYPE_REGISTER ? instruction_register(o[n].reg.value)
		                                                      : -1;
		int index = computes ? instruction_register(o[n].mem.index) : -1;
		rsp |= base == RSP;
		rbp |= base == RBP || index == RBP;
	}
	if (!rsp && !rbp)
		return;
	g->pending = true;
	g->pending_if_framed = !rsp;
	g->in = o[0].reg.value;
	g->is_offset =
		!rsp && i->decoded.mnemonic == ZYDIS_MNEMONIC_LEA && o[1].mem.index == ZYDIS_REGISTER_NONE;
	g->offset = o[1].mem.disp.value;
	if (i->decoded.mnemonic != ZYDIS_MNEMONIC_LEA)
		give(g);
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
	    known_is_announcement(statement)) {
		g->pending = false;
		return true;
	}
	return false;
}

/* gcc's `f.cold` and `f.cold.1` go on with the frame of f. */
static struct function key_of(const char *name, size_t length)
{
	const char *cold = memmem(name, length, ".cold", strlen(".cold"));

	return (struct function){
		.name = name,
		.length = cold ? (size_t)(cold - name) : length,
	};
}

static struct function *entry(struct functions *f, struct function key)
{
	struct function *const *found = tfind(&key, &f->root, compare);

	if (found)
		return *found;
	struct function *new = must_allocate(sizeof *new);
	*new = key;
	if (!tsearch(new, &f->root, compare))
		abort();
	return new;
}

struct look { /* at one function, from its beginning to its end */
	struct registers registers;
	struct given given;
	bool sets, changes; /* the frame pointer */
};

static void add(struct functions *f, const struct text *t, const struct statement *label, struct look *l)
{
	const char *name = t->at + label->begin;
	size_t length = label->end - label->begin;
	struct function *function = entry(f, key_of(name, length));
	bool is_cold = function->length != length;

	give(&l->given);
	function->gives_frame |= l->given.any || (l->given.if_framed && (l->sets || is_cold));
	if (l->given.named && is_cold)
		function->gives_frame = true;
	else if (l->given.named)
		function->frame = l->given.frame;
	if (is_cold)
		return;
	function->is_framed = l->sets && !l->changes;
	for (size_t k = 0; k < sizeof kept / sizeof kept[0]; k++)
		function->symbols[kept[k]] = l->registers.symbols[kept[k]];
}

static void look_at(struct look *l, const struct text *t, const struct statement *s,
                    const struct bytes *bytes)
{
	struct instruction i;

	if (!instruction_decode(bytes, &i)) { /* several: who knows */
		l->given.any |= bytes->count != 0;
		give(&l->given);
		return;
	}
	bool here = sets_frame_pointer(&i), before = l->registers.written[RBP];
	l->registers.written[RBP] = false;
	note_writes(&l->registers, &i, t, s);
	if (l->given.pending && !is_for_announcement(&l->given, &i, text_of(t, s)))
		give(&l->given);
	if (!l->given.pending)
		note_given(&l->given, &i);
	l->sets |= here;
	l->changes |= !here && l->registers.written[RBP];
	l->registers.written[RBP] |= before;
}

/* Registers have numbers there with gcc, and names with clang. */
static bool is_directive(const struct text *t, const struct statement *s, const char *word,
                         const char *arguments)
{
	const char *at = t->at + s->begin + strlen(word);

	return text_begins(t, s, word) && s->end == s->begin + strlen(word) + 1 + strlen(arguments) &&
	       !memcmp(at + 1, arguments, strlen(arguments));
}

struct functions functions_look(const struct program *p, const struct bytes *bytes)
{
	const struct text *t = p->text;
	const struct statement *label = NULL;
	struct functions f = {0};
	struct look look = {0};

	for (size_t n = 0; n <= t->count; n++) {
		const struct statement *s = n < t->count ? &t->statements[n] : NULL;
		if (!s || (s->kind == STATEMENT_LABEL &&
		           names_have(&p->functions, t->at + s->begin, s->end - s->begin))) {
			if (label)
				add(&f, t, label, &look);
			label = s;
			look = (struct look){0};
			look.given.frame =
				s ? frames_find(&t->frames, t->at + s->begin, s->end - s->begin) : NULL;
		} else if (s->kind == STATEMENT_INSTRUCTION) {
			look_at(&look, t, s, &bytes[n]);
		} else if (s->kind == STATEMENT_DIRECTIVE) {
			look.given.registers_cfa |= is_directive(t, s, ".cfi_def_cfa_register", "6");
			look.given.saves_rbp |= is_directive(t, s, ".cfi_offset", "6, -16");
		}
	}
	return f;
}

const struct function *functions_find(const struct functions *f, const char *name, size_t length)
{
	static const struct function nothing = {.gives_frame = true};
	const struct function key = key_of(name, length);
	struct function *const *found = tfind(&key, &f->root, compare);

	return found ? *found : &nothing;
}
