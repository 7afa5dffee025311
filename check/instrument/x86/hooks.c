/*
 * All of it stands on the line of the instruction, so that line numbers stay what they are, and changes no
 * register and no flag: the calls keep them (rt/abi/assembly.S), and what is here are lea, mov, push and pop.
 */
#define _GNU_SOURCE
#include "instrument/x86/hooks.h"

#include "cli/strings.h"

#include <stdlib.h>
#include <string.h>

static void begin(FILE *out, enum syntax syntax)
{
	if (syntax != SYNTAX_ATT)
		fputs(".att_syntax prefix; ", out);
	fputs("leaq -128(%rsp), %rsp; pushq %rdi; pushq %rsi; ", out);
}

static void put_syntax_back(FILE *out, enum syntax syntax)
{
	if (syntax == SYNTAX_INTEL_NOPREFIX)
		fputs(".intel_syntax noprefix; ", out);
	else if (syntax == SYNTAX_INTEL_PREFIX)
		fputs(".intel_syntax prefix; ", out);
}

static void end(FILE *out, enum syntax syntax)
{
	fputs("popq %rsi; popq %rdi; leaq 128(%rsp), %rsp; ", out);
	put_syntax_back(out, syntax);
}

/* The operand's address to rdi. Both pushes have moved the stack pointer. */
static void load_address(FILE *out, const struct written *w, enum syntax syntax, bool far, bool from_stack)
{
	const char *prefix = syntax == SYNTAX_INTEL_PREFIX ? "%" : "";

	if (far)
		fprintf(out, "movabsq $%s, %%rdi; ", w->address);
	else if (syntax != SYNTAX_ATT)
		fprintf(out, ".intel_syntax %s; lea %srdi, %s; .att_syntax prefix; ",
		        *prefix ? "prefix" : "noprefix", prefix, w->address);
	else
		fprintf(out, "leaq %s, %%rdi; ", w->address);
	if (from_stack)
		fputs("leaq 144(%rdi), %rdi; ", out);
	if (w->segment && !strcmp(w->segment, "fs"))
		fputs("movq %fs:0, %rsi; leaq (%rdi,%rsi), %rdi; ", out);
}

static bool is_far(const struct instruction *i)
{
	return i->memory->mem.base == ZYDIS_REGISTER_NONE && i->memory->mem.index == ZYDIS_REGISTER_NONE &&
	       i->decoded.raw.disp.size == 64;
}

static void call(FILE *out, const char *function)
{
	fprintf(out, "call %s@PLT; ", function);
}

void hook_plain(FILE *out, const struct instruction *i, const struct written *w, enum syntax syntax,
                bool reads, bool writes)
{
	begin(out, syntax);
	load_address(out, w, syntax, is_far(i), i->memory->mem.base == ZYDIS_REGISTER_RSP);
	fprintf(out, "movl $%u, %%esi; ", i->size);
	if (reads)
		call(out, "acqrel_read");
	if (writes)
		call(out, "acqrel_write");
	end(out, syntax);
}

void hook_return(FILE *out, enum syntax syntax)
{
	if (syntax != SYNTAX_ATT)
		fputs(".att_syntax prefix; ", out);
	call(out, "acqrel_frame_ends");
	put_syntax_back(out, syntax);
}

/* --- movs and the like -------------------------------------------------------------------------------- */

static bool through_source(ZydisMnemonic m)
{
	switch (m) {
	case ZYDIS_MNEMONIC_STOSB:
	case ZYDIS_MNEMONIC_STOSW:
	case ZYDIS_MNEMONIC_STOSD:
	case ZYDIS_MNEMONIC_STOSQ:
	case ZYDIS_MNEMONIC_SCASB:
	case ZYDIS_MNEMONIC_SCASW:
	case ZYDIS_MNEMONIC_SCASD:
	case ZYDIS_MNEMONIC_SCASQ:
		return false;
	default:
		return true;
	}
}

static bool is_load(ZydisMnemonic m)
{
	return m == ZYDIS_MNEMONIC_LODSB || m == ZYDIS_MNEMONIC_LODSW || m == ZYDIS_MNEMONIC_LODSD ||
	       m == ZYDIS_MNEMONIC_LODSQ;
}

static bool compares(ZydisMnemonic m)
{
	return m == ZYDIS_MNEMONIC_CMPSB || m == ZYDIS_MNEMONIC_CMPSW || m == ZYDIS_MNEMONIC_CMPSD ||
	       m == ZYDIS_MNEMONIC_CMPSQ || m == ZYDIS_MNEMONIC_SCASB || m == ZYDIS_MNEMONIC_SCASW ||
	       m == ZYDIS_MNEMONIC_SCASD || m == ZYDIS_MNEMONIC_SCASQ;
}

static unsigned element_size(const struct instruction *i)
{
	for (unsigned n = 0; n < i->decoded.operand_count; n++)
		if (i->operands[n].type == ZYDIS_OPERAND_TYPE_MEMORY)
			return i->operands[n].size / 8;
	return 8;
}

static void string_size(FILE *out, unsigned element, bool repeated)
{
	if (repeated)
		fprintf(out, "leaq (,%%rcx,%u), %%rsi; ", element);
	else
		fprintf(out, "movl $%u, %%esi; ", element);
}

static void hook_elements(FILE *out, const struct instruction *i, bool repeated)
{
	ZydisMnemonic m = i->decoded.mnemonic;
	unsigned size = element_size(i);

	if (through_source(m)) {
		fputs("movq %rsi, %rdi; ", out);
		string_size(out, size, repeated);
		call(out, must_print("acqrel_read_%u", size));
		fputs("movq 8(%rsp), %rdi; ", out);
	}
	if (is_load(m))
		return;
	string_size(out, size, repeated);
	call(out, must_print("acqrel_%s_%u", compares(m) ? "read" : "write", size));
}

/* `repe cmpsb` reads no more than it compares: made a loop. */
static void hook_comparison(FILE *out, const struct instruction *i, enum syntax syntax)
{
	static unsigned count;
	static const char suffix[] = {'b', 'w', 'l', 'q'};
	unsigned size = element_size(i);
	bool while_equal = i->decoded.attributes & (ZYDIS_ATTRIB_HAS_REP | ZYDIS_ATTRIB_HAS_REPE);
	bool scans = !through_source(i->decoded.mnemonic);

	count++;
	if (syntax != SYNTAX_ATT)
		fputs(".att_syntax prefix; ", out);
	fprintf(out, ".Lacqrel_again_%u: jrcxz .Lacqrel_done_%u; ", count, count);
	begin(out, SYNTAX_ATT);
	hook_elements(out, i, false);
	end(out, SYNTAX_ATT);
	fprintf(out, "%s%c; leaq -1(%%rcx), %%rcx; %s .Lacqrel_again_%u; .Lacqrel_done_%u: ",
	        scans ? "scas" : "cmps",
	        suffix[size == 1   ? 0
	               : size == 2 ? 1
	               : size == 4 ? 2
	                           : 3],
	        while_equal ? "je" : "jne", count, count);
	put_syntax_back(out, syntax);
}

void hook_string(FILE *out, const struct instruction *i, const char *statement, enum syntax syntax)
{
	bool repeated = i->decoded.attributes &
	                (ZYDIS_ATTRIB_HAS_REP | ZYDIS_ATTRIB_HAS_REPE | ZYDIS_ATTRIB_HAS_REPNE);

	if (repeated && compares(i->decoded.mnemonic)) {
		hook_comparison(out, i, syntax);
		return;
	}
	begin(out, syntax);
	hook_elements(out, i, repeated);
	end(out, syntax);
	fputs(statement, out);
}

/* --- Operations ----------------------------------------------------------------------------------------- */

static void put_string(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			fputc('\\', out);
		fputc(*text == '\t' || *text == '\n' ? ' ' : *text, out);
	}
}

void hook_operation(FILE *out, const struct assembly_operation *o, const struct written *w,
                    const char *statement, enum syntax syntax)
{
	static unsigned count;

	count++;
	begin(out, syntax);
	if (w)
		load_address(out, w, syntax, false, strstr(w->address, "rsp"));
	fprintf(out,
	        ".pushsection .rodata.acqrel_assembly, \"a\", @progbits; .balign 8; .Lacqrel_operation_%u: "
	        ".byte %u, %u, %u, %u; .long .Lacqrel_text_%u - .Lacqrel_operation_%u; .quad %lld; "
	        ".Lacqrel_text_%u: .asciz \"",
	        count, o->op, o->size, o->source, o->flags, count, count, (long long)o->immediate, count);
	put_string(out, statement);
	fprintf(out, "\"; .popsection; leaq .Lacqrel_operation_%u(%%rip), %%rsi; ", count);
	call(out, "acqrel_assembly");
	end(out, syntax);
}
