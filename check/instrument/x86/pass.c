/* What instrument/rewrite.h says, on x86-64. */
#define _GNU_SOURCE
#include "instrument/rewrite.h"

#include "instrument/assembler.h"
#include "instrument/x86/functions.h"
#include "instrument/x86/hooks.h"
#include "instrument/x86/known_x86.h"
#include "instrument/x86/lanes.h"
#include "instrument/x86/operation.h"
#include "instrument/program.h"
#include "instrument/states.h"
#include "instrument/zones.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pass {
	const struct text *text;
	const struct bytes *bytes; /* of each statement */
	struct program program;
	struct functions functions;
	struct states states;
	struct known known;
	enum syntax syntax;
	const struct function *function;
	bool is_reached; /* what comes next, from above */
	FILE *out;       /* NULL: nothing is written, this is to learn only */
	size_t written;  /* up to here of the text */
};

static char *called(const char *statement)
{
	const char *at = statement + strcspn(statement, " \t");

	at += strspn(at, " \t*");
	return must_copy(at, strcspn(at, "@ \t("));
}

/* --- What needs no announcement ------------------------------------------------------------------------ */

/* clang says at the end of the line what is a register that it keeps in the frame for a while. */
static bool is_spill(const struct text *t, const struct statement *s)
{
	const char *at = t->at + s->end, *comment = at + strspn(at, " \t");
	size_t length = *comment == '#' ? strcspn(comment, "\n") : 0;

	return t->compiled && !s->by_hand &&
	       (memmem(comment, length, "-byte Spill", strlen("-byte Spill")) ||
	        memmem(comment, length, "-byte Reload", strlen("-byte Reload")) ||
	        memmem(comment, length, "-byte Folded Spill", strlen("-byte Folded Spill")) ||
	        memmem(comment, length, "-byte Folded Reload", strlen("-byte Folded Reload")));
}

/* In the frame of a function that keeps it to itself. */
static bool is_private(const struct pass *p, const struct instruction *i)
{
	const ZydisDecodedOperandMem *m = &i->memory->mem;
	const struct function *f = p->function;

	if (f->gives_frame)
		return false;
	if (m->base == ZYDIS_REGISTER_RSP)
		return !f->frame;
	return m->base == ZYDIS_REGISTER_RBP && f->is_framed &&
	       (!f->frame ||
	        (m->index == ZYDIS_REGISTER_NONE && frame_is_private(f->frame, m->disp.value, i->size)));
}

/* Where the function returns to, which it tells of its entry: no object is there. */
static bool is_return_address(const struct pass *p, const struct statement *s, const struct instruction *i)
{
	const ZydisDecodedOperandMem *m = &i->memory->mem;
	const struct text *t = p->text;
	size_t n = (size_t)(s - t->statements) + 1;

	if (i->writes || i->size != 8 || i->operands[0].type != ZYDIS_OPERAND_TYPE_REGISTER ||
	    i->operands[0].reg.value != ZYDIS_REGISTER_RDI || m->index != ZYDIS_REGISTER_NONE ||
	    (m->base != ZYDIS_REGISTER_RBP && m->base != ZYDIS_REGISTER_RSP))
		return false;
	while (n < t->count && t->statements[n].kind == STATEMENT_DIRECTIVE)
		n++;
	if (n == t->count || t->statements[n].kind != STATEMENT_INSTRUCTION)
		return false;
	char *next = text_of(t, &t->statements[n]), *target = called(next);
	bool enters = starts_with(next, "call") && !strcmp(target, "__tsan_func_entry");
	free(target);
	free(next);
	return enters;
}

/* What the linker and the loader wrote, the thread's own control block, and constants. */
static bool never_changes(const struct pass *p, const struct instruction *i, const struct written *w)
{
	const ZydisDecodedOperandMem *m = &i->memory->mem;
	bool relative = m->base == ZYDIS_REGISTER_RIP || m->base == ZYDIS_REGISTER_NONE;

	if (m->segment == ZYDIS_REGISTER_FS && !w->is_symbolic && m->base == ZYDIS_REGISTER_NONE &&
	    m->index == ZYDIS_REGISTER_NONE)
		return !i->writes;
	if (m->base == ZYDIS_REGISTER_RIP && strcasestr(w->address, "@gotpcrel"))
		return true;
	if (m->base == ZYDIS_REGISTER_RIP && strcasestr(w->address, "@gottpoff"))
		return true;
	return !i->writes && relative && w->symbol &&
	       names_have(&p->program.read_only, w->symbol, strlen(w->symbol));
}

/* --- One instruction ------------------------------------------------------------------------------------ */

static void copy_to(struct pass *p, size_t end)
{
	if (p->out)
		fwrite(p->text->at + p->written, 1, end - p->written, p->out);
	p->written = end;
}

static void put_operation(struct pass *p, const struct statement *s, const struct assembly_operation *o,
                          const struct written *w, const char *statement)
{
	struct assembly_operation marked = *o;

	marked.flags |= s->by_hand ? 0 : ASSEMBLY_COMPILED;
	copy_to(p, s->first);
	if (p->out)
		hook_operation(p->out, &marked, w, statement, p->syntax);
	if (o->flags & ASSEMBLY_INSTEAD)
		p->written = s->end;
	known_forget(&p->known, p->function->symbols); /* others may run */
}

static void put_unknown(struct pass *p, const struct statement *s, const char *statement)
{
	put_operation(p, s,
	              &(struct assembly_operation){.op = ASSEMBLY_UNKNOWN, .source = ASSEMBLY_IMMEDIATE},
	              NULL, statement);
}

static bool uses(const struct instruction *i, int reg)
{
	for (unsigned n = 0; n < i->decoded.operand_count; n++) {
		const ZydisDecodedOperand *o = &i->operands[n];
		if (o->type == ZYDIS_OPERAND_TYPE_MEMORY &&
		    (instruction_register(o->mem.base) == reg || instruction_register(o->mem.index) == reg))
			return true;
		if (o->type == ZYDIS_OPERAND_TYPE_REGISTER && instruction_register(o->reg.value) == reg &&
		    o->actions & ZYDIS_OPERAND_ACTION_MASK_READ)
			return true;
	}
	return false;
}

static bool overwrites(const struct instruction *i, int reg)
{
	const ZydisDecodedOperand *o = i->operands;

	return o[0].type == ZYDIS_OPERAND_TYPE_REGISTER && instruction_register(o[0].reg.value) == reg &&
	       o[0].size >= 32 && !(o[0].actions & ZYDIS_OPERAND_ACTION_CONDWRITE);
}

/* Whether the register that statement n loads into is not used before the next jump. */
static bool is_unused(const struct pass *p, size_t n, const struct instruction *load)
{
	int reg = load->operands[0].type == ZYDIS_OPERAND_TYPE_REGISTER
	                  ? instruction_register(load->operands[0].reg.value)
	                  : -1;
	struct instruction i;

	if (reg < 0 || load->writes || load->operands[0].actions & ZYDIS_OPERAND_ACTION_MASK_READ)
		return false;
	for (n++; n < p->text->count; n++) {
		if (p->text->statements[n].kind != STATEMENT_INSTRUCTION)
			continue;
		if (!instruction_decode(&p->bytes[n], &i) || uses(&i, reg))
			return false;
		ZydisInstructionCategory c = i.decoded.meta.category;
		if (overwrites(&i, reg) || c == ZYDIS_CATEGORY_CALL || c == ZYDIS_CATEGORY_COND_BR ||
		    c == ZYDIS_CATEGORY_UNCOND_BR || c == ZYDIS_CATEGORY_RET)
			return true;
	}
	return false;
}

static void put_plain(struct pass *p, const struct statement *s, const struct instruction *i,
                      const struct written *w, const char *statement)
{
	struct value address;

	if (is_private(p, i) || is_return_address(p, s, i) || is_spill(p->text, s) ||
	    never_changes(p, i, w) || known_is_table(&p->known, i))
		return;
	if (!w->address ||
	    (w->segment && strcmp(w->segment, "fs") != 0 && i->memory->mem.segment == ZYDIS_REGISTER_GS)) {
		put_unknown(p, s, statement);
		return;
	}
	address = known_address(&p->known, i, w);
	if (!i->writes && !s->by_hand &&
	    known_is_original(&p->known, address, i->size,
	                      is_unused(p, (size_t)(s - p->text->statements), i)))
		return;
	bool writes = i->writes && !known_is_announced(&p->known, address, i->size, true);
	bool reads = i->reads && !known_is_announced(&p->known, address, i->size, false);
	/* Those of up to 16 bytes are announced as such where they are meant. */
	if (reads && !i->writes && i->size <= 16 && !s->by_hand &&
	    known_is_wider(&p->known, address, i->size))
		reads = false;
	known_make(&p->known, address, i->size);
	if (!reads && !writes)
		return;
	/* The read's would come in between. */
	writes = i->writes;
	copy_to(p, s->first);
	if (p->out)
		hook_plain(p->out, i, w, p->syntax, reads, writes);
	if (reads)
		known_announce(&p->known, address, i->size, false);
	if (writes)
		known_announce(&p->known, address, i->size, true);
}

/* Also by a jump to the last function that it calls. */
static bool returns(const struct instruction *i, const char *statement)
{
	if (i->decoded.meta.category == ZYDIS_CATEGORY_RET)
		return true;
	if (i->decoded.meta.category != ZYDIS_CATEGORY_UNCOND_BR)
		return false;
	char *target = called(statement);
	bool is_exit = !strcmp(target, "__tsan_func_exit");
	free(target);
	return is_exit;
}

/* Others may have used what is in the frame of a function that has given an address in it away. */
static void put_return(struct pass *p, const struct statement *s)
{
	if (!p->function->gives_frame && !p->function->frame)
		return;
	copy_to(p, s->first);
	if (p->out)
		hook_return(p->out, p->syntax);
}

static void note_jump(struct pass *p, const struct statement *s)
{
	size_t length;
	const char *target = program_jump_target(p->text, s, &length);

	if (length && program_is_jumped_once(&p->program, target, length))
		states_note(&p->states, target, length, &p->known);
}

/* `jmp .+8`: what lies in between may become longer. */
static bool jumps_by_distance(const char *statement)
{
	const char *at = statement + strcspn(statement, " \t");

	at += strspn(at, " \t");
	return *statement == 'j' && at[0] == '.' && (at[1] == '+' || at[1] == '-');
}

/* Jumps that reach no further than 127 bytes, which what is put in between may exceed. */
static bool is_short(ZydisMnemonic m)
{
	return m == ZYDIS_MNEMONIC_JRCXZ || m == ZYDIS_MNEMONIC_JECXZ || m == ZYDIS_MNEMONIC_LOOP ||
	       m == ZYDIS_MNEMONIC_LOOPE || m == ZYDIS_MNEMONIC_LOOPNE;
}

/* The same by way of a jump that reaches everywhere. */
static void lengthen(struct pass *p, const struct statement *s, const char *statement)
{
	static unsigned count;
	size_t word = strcspn(statement, " \t");

	count++;
	copy_to(p, s->first);
	if (p->out)
		fprintf(p->out,
		        "%.*s .Lacqrel_near_%u; jmp .Lacqrel_past_%u; .Lacqrel_near_%u: jmp %s; "
		        ".Lacqrel_past_%u: ",
		        (int)word, statement, count, count, count, statement + word, count);
	p->written = s->end;
}

static bool is_flow(struct pass *p, const struct instruction *i, const struct statement *s,
                    const char *statement)
{
	p->is_reached = true;
	switch (i->decoded.meta.category) {
	case ZYDIS_CATEGORY_CALL:
		known_call(&p->known, called(statement));
		return true;
	case ZYDIS_CATEGORY_UNCOND_BR:
		note_jump(p, s);
		known_forget(&p->known, p->function->symbols);
		p->is_reached = false;
		return true;
	case ZYDIS_CATEGORY_RET:
		known_forget(&p->known, p->function->symbols);
		p->is_reached = false;
		return true;
	case ZYDIS_CATEGORY_COND_BR:
		note_jump(p, s);
		return true;
	default:
		return false;
	}
}

/* What it stands for is not what is written. */
static bool is_macro(const struct pass *p, const char *statement)
{
	return names_have(&p->program.macros, statement, strcspn(statement, " \t"));
}

/* Whether all of several instructions keep to registers. */
static bool is_harmless(const struct bytes *bytes, bool by_hand)
{
	struct assembly_operation operation;
	struct instruction i;

	for (struct bytes rest = *bytes; rest.count;) {
		size_t length = instruction_length(&rest);
		if (!length || !instruction_decode(&(struct bytes){rest.at, length}, &i) || i.memory ||
		    i.string || i.obscure || operation_of(&i, by_hand, &operation) ||
		    i.decoded.meta.category == ZYDIS_CATEGORY_CALL)
			return false;
		rest.at += length;
		rest.count -= length;
	}
	return true;
}

static void look(struct pass *p, const struct statement *s, const struct bytes *bytes)
{
	struct assembly_operation operation;
	struct written w = {0};
	struct instruction i;
	char *statement = text_of(p->text, s);

	if (!bytes->count)
		return;                       /* left out by .if */
	if (!instruction_decode(bytes, &i)) { /* a macro or a repetition, of several */
		if (!is_harmless(bytes, s->by_hand))
			put_unknown(p, s, statement);
		known_forget(&p->known, p->function->symbols);
		p->is_reached = true;
		return;
	}
	if (i.memory || i.operands[1].type == ZYDIS_OPERAND_TYPE_MEMORY)
		w = is_macro(p, statement) ? operand_of_registers(i.memory ? i.memory : &i.operands[1],
		                                                  i.decoded.raw.disp.size)
		                           : operand_in_memory(statement, p->syntax);
	bool has_lanes = i.obscure && lanes_of(&i, &operation);
	if (has_lanes)
		w = is_macro(p, statement) ? (struct written){0} : lanes_address(&i, statement, p->syntax);
	if ((i.memory || has_lanes) && !w.address) { /* nobody knows its address here */
		put_unknown(p, s, statement);
		known_forget(&p->known, p->function->symbols);
		p->is_reached = true;
		return;
	}
	struct assembly_operation stack;
	if (s->by_hand && operation_sets_stack(&i, &stack))
		put_operation(p, s, &stack, w.address ? &w : NULL, statement);
	bool is_operation = !has_lanes && operation_of(&i, s->by_hand, &operation);
	/* Of an atomic load of 16 bytes, that the runtime was called for. */
	if (is_operation && !s->by_hand && i.decoded.mnemonic == ZYDIS_MNEMONIC_CMPXCHG16B &&
	    known_is_original(&p->known, known_address(&p->known, &i, &w), 16, true)) {
		copy_to(p, s->first); /* nobody uses what it reads */
		p->written = s->end;
		free(statement);
		return;
	}
	if (is_operation && operation.op == ASSEMBLY_FENCE)
		put_operation(p, s, &operation, NULL, statement);
	else if (is_operation || has_lanes)
		put_operation(p, s, &operation, i.memory || has_lanes ? &w : NULL, statement);
	else if (i.obscure)
		put_unknown(p, s, statement);
	else if (i.memory && !(i.decoded.attributes & ZYDIS_ATTRIB_HAS_LOCK))
		put_plain(p, s, &i, &w, statement);
	if (i.string) {
		copy_to(p, s->first);
		if (p->out)
			hook_string(p->out, &i,
			            p->text->at + s->first == p->text->at + s->begin
			                    ? statement
			                    : must_copy(p->text->at + s->first, s->end - s->first),
			            p->syntax);
		p->written = s->end;
		known_forget(&p->known, p->function->symbols);
	}
	if (is_short(i.decoded.mnemonic))
		lengthen(p, s, statement);
	if (jumps_by_distance(statement))
		put_unknown(p, s, statement);
	if (returns(&i, statement))
		put_return(p, s);
	if (!is_flow(p, &i, s, statement))
		known_step(&p->known, &i, &w, statement, p->syntax);
	free(statement);
}

static void look_at_label(struct pass *p, const struct statement *s)
{
	const char *name = p->text->at + s->begin;
	size_t length = s->end - s->begin;
	const struct known *k = NULL;

	if (names_have(&p->program.functions, name, length))
		p->function = functions_find(&p->functions, name, length);
	if (!program_is_target(&p->program, name, length) && !(*name >= '0' && *name <= '9') && *name != '"')
		return;
	if (!p->is_reached && program_is_jumped_once(&p->program, name, length))
		k = states_find(&p->states, name, length);
	if (k)
		p->known = *k;
	else
		known_forget(&p->known, p->function->symbols);
	p->is_reached = true; /* another label may follow */
}

static void look_at_directive(struct pass *p, const struct statement *s)
{
	if (text_begins(p->text, s, ".intel_syntax")) {
		bool noprefix =
			memmem(p->text->at + s->begin, s->end - s->begin, "noprefix", strlen("noprefix"));
		p->syntax = noprefix ? SYNTAX_INTEL_NOPREFIX : SYNTAX_INTEL_PREFIX;
	} else if (text_begins(p->text, s, ".att_syntax")) {
		p->syntax = SYNTAX_ATT;
	} else if (text_begins(p->text, s, ".section") || text_begins(p->text, s, ".text") ||
	           text_begins(p->text, s, ".pushsection") || text_begins(p->text, s, ".popsection")) {
		known_forget(&p->known, p->function->symbols);
	}
}

static void put_zones(struct pass *p, struct zones *zones, size_t end)
{
	if (!p->out)
		return;
	for (; zones->count && zones->insertions->at <= end; zones->insertions++, zones->count--) {
		copy_to(p, zones->insertions->at);
		fputs(zones->insertions->words, p->out);
		p->written = zones->insertions->until;
	}
}

static void look_at_all(struct pass *p, struct zones zones)
{
	p->written = 0;
	p->syntax = SYNTAX_ATT;
	p->function = functions_find(&p->functions, "", 0);
	p->is_reached = true;
	known_forget(&p->known, p->function->symbols);
	for (size_t n = 0; n < p->text->count; n++) {
		const struct statement *s = &p->text->statements[n];
		put_zones(p, &zones, s->begin);
		if (s->kind == STATEMENT_LABEL)
			look_at_label(p, s);
		else if (s->kind == STATEMENT_DIRECTIVE)
			look_at_directive(p, s);
		else
			look(p, s, &p->bytes[n]);
	}
	put_zones(p, &zones, p->text->length);
	copy_to(p, p->text->length);
}

/*
 * What is known at a jump is known at its label, which may stand above: only the next time. What was learned
 * each time holds, so any number of times will do.
 */
#define TIMES_TO_LEARN 2

char *rewrite(const struct text *t, const struct bytes *bytes, size_t *length)
{
	struct pass p = {.text = t, .bytes = bytes, .program = program_look(t)};
	struct zones zones = zones_plan(t);
	char *rewritten = NULL;

	p.functions = functions_look(&p.program, bytes);
	for (int times = 0; times < TIMES_TO_LEARN; times++)
		look_at_all(&p, zones);
	p.out = open_memstream(&rewritten, length);
	if (!p.out)
		abort();
	look_at_all(&p, zones);
	fclose(p.out);
	return rewritten;
}

/* --- For the parts that are common to all processors ---------------------------------------------------- */

const struct dialect text_dialect = {.hash_is_comment = true, .has_prefixes = true};

bool program_is_jump(const char *at, size_t length)
{
	return length && *at == 'j';
}
