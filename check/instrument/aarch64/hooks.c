/*
 * All of it stands on the line of the instruction, so that line numbers stay what they are, and changes no
 * register and no flag: the calls keep them (rt/abi/hooks_aarch64.S). There is no red zone. x16 and x17 are
 * saved because the linker may use them on the way of a call.
 */
#include "instrument/aarch64/hooks.h"

#include "cli/strings.h"
#include "instrument/aarch64/operand.h"

#include <stdlib.h>

#define SAVED 48 /* bytes; see protocol/assembly_aarch64.h */

static void begin(FILE *out)
{
	fputs("stp x0, x1, [sp, #-48]!; stp x16, x17, [sp, #16]; str x30, [sp, #32]; ", out);
}

static void end(FILE *out)
{
	fputs("ldr x30, [sp, #32]; ldp x16, x17, [sp, #16]; ldp x0, x1, [sp], #48; ", out);
}

static const char *name(int base)
{
	return base == STACK_POINTER ? "sp" : must_print("x%d", base);
}

/* To x0. Of the registers nothing has changed but the stack pointer. */
static void load_address(FILE *out, const struct word *w, const char *statement)
{
	static const char *const extends[8] = {[2] = "uxtw", [3] = "uxtx", [6] = "sxtw", [7] = "sxtx"};
	int64_t offset = w->offset + (w->base == STACK_POINTER ? SAVED : 0);
	char *relocation = operand_relocation(statement);

	if (relocation) {
		fprintf(out, "add x0, %s, #%s; ", name(w->base), relocation);
		if (w->base == STACK_POINTER)
			fprintf(out, "add x0, x0, #%d; ", SAVED);
		free(relocation);
	} else if (w->index != NO_REGISTER) {
		bool wide = w->extend & 1;
		const char *index = w->index == ZERO_REGISTER ? "zr" : must_print("%d", w->index);
		fprintf(out, "add x0, %s, %s%s, %s #%u; ", name(w->base), wide ? "x" : "w", index,
		        extends[w->extend], w->shift);
		if (offset)
			fprintf(out, "add x0, x0, #%d; ", SAVED);
	} else if (offset >= -4095 && offset <= 4095) {
		fprintf(out, "%s x0, %s, #%lld; ", offset < 0 ? "sub" : "add", name(w->base),
		        (long long)(offset < 0 ? -offset : offset));
	} else { /* the word has no greater ones than 65520 */
		fprintf(out, "add x0, %s, #%lld, lsl #12; add x0, x0, #%lld; ", name(w->base),
		        (long long)(offset >> 12), (long long)(offset & 4095));
	}
}

static void call(FILE *out, const char *function)
{
	fprintf(out, "bl %s; ", function);
}

void hook_plain(FILE *out, const struct word *w, const char *statement, bool reads, bool writes)
{
	begin(out);
	load_address(out, w, statement);
	fprintf(out, "mov x1, #%u; ", w->size);
	if (reads)
		call(out, "acqrel_read");
	if (writes)
		call(out, "acqrel_write");
	end(out);
}

static void put_string(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			fputc('\\', out);
		fputc(*text == '\t' || *text == '\n' ? ' ' : *text, out);
	}
}

void hook_operation(FILE *out, const struct assembly_aarch64 *o, const struct word *w, const char *statement)
{
	static unsigned count;

	count++;
	begin(out);
	if (w)
		load_address(out, w, statement);
	fprintf(out,
	        ".pushsection .rodata.acqrel_assembly, \"a\", @progbits; .balign 8; .Lacqrel_operation_%u: "
	        ".byte %u, %u, %u, %u, %u, %u, %u, %u; .4byte .Lacqrel_text_%u - .Lacqrel_operation_%u, 0; "
	        ".8byte %lld; .Lacqrel_text_%u: .asciz \"",
	        count, o->op, o->size, o->order, o->failure, o->source, o->expected, o->result, o->flags,
	        count, count, (long long)o->immediate, count);
	put_string(out, statement);
	fprintf(out,
	        "\"; .popsection; adrp x1, .Lacqrel_operation_%u; add x1, x1, #:lo12:.Lacqrel_operation_%u; ",
	        count, count);
	call(out, "acqrel_assembly");
	end(out);
}
