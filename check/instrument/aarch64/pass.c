/* What instrument/rewrite.h says, on aarch64. */
#define _GNU_SOURCE
#include "instrument/aarch64/exclusive.h"
#include "instrument/aarch64/functions.h"
#include "instrument/aarch64/hooks.h"
#include "instrument/aarch64/known_aarch64.h"
#include "instrument/aarch64/operand.h"
#include "instrument/aarch64/operation.h"
#include "instrument/rewrite.h"
#include "instrument/states.h"
#include "instrument/zones.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct dialect text_dialect = {.hash_is_comment = false, .has_prefixes = false};

struct pass {
	const struct text *text;
	const struct bytes *bytes; /* of each statement */
	struct program program;
	struct functions functions;
	struct states states;
	struct known known;
	const struct function *function;
	/* Of a loop that is one operation: its exclusive store, its jump back, and the label for that. */
	size_t store, again;
	unsigned again_label;
	bool is_reached; /* what comes next, from above */
	FILE *out;       /* NULL: nothing is written, this is to learn only */
	size_t written;  /* up to here of the text */
};

/* --- What needs no announcement ------------------------------------------------------------------------ */

/* In the frame of a function that keeps it to itself. */
static bool is_private(const struct pass *p, const struct word *w)
{
	const struct function *f = p->function;

	if (w->index != NO_REGISTER || w->behind_index)
		return false;
	if (w->base == STACK_POINTER) /* what is pushed and popped has a new place, or loses it */
		return w->writes_back || !f->gives_frame;
	return w->base == (int)known_frame && f->is_framed && !f->gives_frame;
}

/* What the linker and the loader wrote, and constants. */
static bool never_changes(const struct pass *p, const struct word *w, const char *statement)
{
	char *relocation = operand_relocation(statement);
	bool never = false;

	if (relocation && !w->writes) {
		const char *symbol = strchr(relocation + 1, ':');
		size_t n = symbol ? strcspn(symbol + 1, "+-") : 0;
		never = strstr(relocation, "got") || strstr(relocation, "tlsdesc") ||
		        (n && names_have(&p->program.read_only, symbol + 1, n));
	}
	free(relocation);
	return never;
}

/* `ldr x0, =8`, or of a label in the code, which nothing can write. */
static bool is_constant(const struct pass *p, const char *statement)
{
	size_t n;
	const char *label = operand_last(statement, &n);

	return label && (*label == '=' || names_have(&p->program.read_only, label, n));
}

/* --- One instruction ------------------------------------------------------------------------------------ */

static void copy_to(struct pass *p, size_t end)
{
	if (p->out)
		fwrite(p->text->at + p->written, 1, end - p->written, p->out);
	p->written = end;
}

static void put_operation(struct pass *p, const struct statement *s, const struct assembly_aarch64 *o,
                          const struct word *w, const char *statement)
{
	copy_to(p, s->first);
	if (p->out)
		hook_operation(p->out, o, w, statement);
	if (operation_is_instead(o))
		p->written = s->end;
	known_forget(&p->known, (char *[KNOWN_REGISTERS]){0}); /* others may run */
}

static void put_unknown(struct pass *p, const struct statement *s, const char *statement)
{
	put_operation(p, s, &(struct assembly_aarch64){.op = ARM_UNKNOWN}, NULL, statement);
}

static void put_plain(struct pass *p, const struct statement *s, const struct word *w, const char *statement)
{
	struct value address = known_address(&p->known, w, statement);

	if (is_private(p, w) || never_changes(p, w, statement) || known_is_table(&p->known, w))
		return;
	if (!w->writes && !s->by_hand && known_is_original(&p->known, address, w->size, false))
		return;
	bool announced = known_is_announced(&p->known, address, w->size, w->writes);
	if (!announced && !w->writes && w->size <= 8 && !s->by_hand &&
	    known_is_wider(&p->known, address, w->size))
		announced = true;
	known_make(&p->known, address, w->size);
	if (announced)
		return;
	copy_to(p, s->first);
	if (p->out)
		hook_plain(p->out, w, statement, w->reads, w->writes);
	known_announce(&p->known, address, w->size, w->writes);
}

/* One operation, of which the exclusive store is part. */
static void put_exclusive(struct pass *p, const struct statement *s, const struct exclusive *e,
                          const struct word *w, const char *statement)
{
	static unsigned count;

	put_operation(p, s, &e->operation, w, statement);
	p->store = e->store;
	p->again = e->again;
	p->again_label = ++count;
	if (p->out)
		fprintf(p->out, ".Lacqrel_again_%u: ", count);
}

static void put_access(struct pass *p, size_t n, const struct word *w, const char *statement)
{
	const struct statement *s = &p->text->statements[n];
	struct assembly_aarch64 operation;
	struct exclusive exclusive;

	if (w->kind == WORD_OBSCURE || (w->kind == WORD_LITERAL && !is_constant(p, statement))) {
		put_unknown(p, s, statement);
	} else if (w->kind == WORD_EXCLUSIVE_STORE && n == p->store) {
		return;
	} else if (w->kind == WORD_EXCLUSIVE_LOAD && exclusive_find(p->text, p->bytes, n, &exclusive)) {
		put_exclusive(p, s, &exclusive, w, statement);
	} else if (w->kind == WORD_ORDERED && !s->by_hand && w->reads &&
	           known_is_original(&p->known, known_address(&p->known, w, statement), w->size, true)) {
		return; /* an atomic load that the runtime was called for */
	} else if (operation_of(w, s->by_hand, &operation)) {
		put_operation(p, s, &operation, w->base == NO_REGISTER ? NULL : w, statement);
	} else if (w->kind == WORD_PLAIN) {
		put_plain(p, s, w, statement);
	}
}

/* --- Jumps ---------------------------------------------------------------------------------------------- */

static bool is_jump_to_label(uint32_t b)
{
	return (b & 0xfc000000) == 0x14000000 || (b & 0xff000000) == 0x54000000 ||
	       (b & 0x7e000000) == 0x34000000 || (b & 0x7e000000) == 0x36000000;
}

static void note_jump(struct pass *p, const struct statement *s)
{
	size_t length;
	const char *target = program_jump_target(p->text, s, &length);

	if (length && program_is_jumped_once(&p->program, target, length))
		states_note(&p->states, target, length, &p->known);
}

/* tbz and tbnz reach no further than 32 KiB, which what is put in between may exceed. */
static void lengthen(struct pass *p, const struct statement *s, const char *statement)
{
	static unsigned count;
	size_t n;
	const char *label = operand_last(statement, &n);

	count++;
	copy_to(p, s->first);
	if (p->out)
		fprintf(p->out,
		        "%.*s.Lacqrel_near_%u; b .Lacqrel_past_%u; .Lacqrel_near_%u: b %s; "
		        ".Lacqrel_past_%u: ",
		        (int)(label - statement), statement, count, count, count, label, count);
	p->written = s->end;
}

static void jump(struct pass *p, size_t n, uint32_t b, const char *statement)
{
	const struct statement *s = &p->text->statements[n];
	size_t length;
	const char *label = operand_last(statement, &length);

	if (n == p->again) {
		copy_to(p, s->first);
		if (p->out)
			fprintf(p->out, "%.*s.Lacqrel_again_%u", (int)(label - statement), statement,
			        p->again_label);
		p->written = s->end;
		return;
	}
	if (label && *label == '.' && (label[1] == '+' || label[1] == '-'))
		put_unknown(p, s, statement); /* what lies in between may become longer */
	note_jump(p, s);
	if ((b & 0x7e000000) == 0x36000000)
		lengthen(p, s, statement);
	if ((b & 0xfc000000) == 0x14000000) {
		known_forget(&p->known, (char *[KNOWN_REGISTERS]){0});
		p->is_reached = false;
	}
}

/* False: control goes on to the next instruction. */
static bool is_flow(struct pass *p, size_t n, uint32_t b, const char *statement)
{
	size_t length;
	const char *label;

	p->is_reached = true;
	if ((b & 0xfc000000) == 0x94000000) { /* bl */
		label = operand_last(statement, &length);
		known_call(&p->known, label ? label : "");
		return true;
	}
	if ((b & 0xfe000000) == 0xd6000000) { /* br, blr, ret, and those with a signed address */
		if ((b & 0x00600000) == 0x00200000) {
			known_call(&p->known, "");
			return true;
		}
		known_forget(&p->known, (char *[KNOWN_REGISTERS]){0});
		p->is_reached = false;
		return true;
	}
	if (!is_jump_to_label(b))
		return false;
	jump(p, n, b, statement);
	return true;
}

/* Whether all of several instructions keep to registers. */
static bool is_harmless(const struct bytes *bytes, bool by_hand)
{
	struct assembly_aarch64 operation;
	uint32_t bits;

	for (size_t at = 0; at < bytes->count; at += 4) {
		if (!functions_word(&(struct bytes){bytes->at + at, bytes->count - at < 4 ? 0 : 4}, &bits))
			return false;
		struct word w = word_decode(bits);
		bool calls = (bits & 0xfc000000) == 0x94000000 || (bits & 0xfe600000) == 0xd6200000;
		if (w.kind != WORD_NO_ACCESS || calls || operation_of(&w, by_hand, &operation))
			return false;
	}
	return true;
}

static bool waits_for_events(uint32_t b)
{
	return b == 0xd503205f || b == 0xd503207f; /* wfe, wfi */
}

static void look(struct pass *p, size_t n)
{
	const struct statement *s = &p->text->statements[n];
	struct assembly_aarch64 operation;
	char *statement = text_of(p->text, s);
	uint32_t bits;

	if (!p->bytes[n].count) { /* left out by .if */
		free(statement);
		return;
	}
	bool is_macro = names_have(&p->program.macros, statement, strcspn(statement, " \t"));
	if (!functions_word(&p->bytes[n], &bits) || is_macro) { /* a macro or a repetition, of several */
		if (!is_harmless(&p->bytes[n], s->by_hand))
			put_unknown(p, s, statement);
		known_forget(&p->known, (char *[KNOWN_REGISTERS]){0});
		p->is_reached = true;
		free(statement);
		return;
	}
	struct word w = word_decode(bits);
	if (w.kind != WORD_NO_ACCESS)
		put_access(p, n, &w, statement);
	else if (operation_of(&w, s->by_hand, &operation))
		put_operation(p, s, &operation, NULL, statement);
	if (waits_for_events(bits)) { /* nobody would send one */
		copy_to(p, s->first);
		p->written = s->end;
	}
	if (!is_flow(p, n, bits, statement))
		known_step(&p->known, &w, statement);
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
		known_forget(&p->known, (char *[KNOWN_REGISTERS]){0});
	p->is_reached = true; /* another label may follow */
}

static void look_at_directive(struct pass *p, const struct statement *s)
{
	if (text_begins(p->text, s, ".section") || text_begins(p->text, s, ".text") ||
	    text_begins(p->text, s, ".pushsection") || text_begins(p->text, s, ".popsection"))
		known_forget(&p->known, (char *[KNOWN_REGISTERS]){0});
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
	p->store = p->again = p->text->count;
	p->function = functions_find(&p->functions, "", 0);
	p->is_reached = true;
	known_forget(&p->known, (char *[KNOWN_REGISTERS]){0});
	for (size_t n = 0; n < p->text->count; n++) {
		const struct statement *s = &p->text->statements[n];
		put_zones(p, &zones, s->begin);
		if (s->kind == STATEMENT_LABEL)
			look_at_label(p, s);
		else if (s->kind == STATEMENT_DIRECTIVE)
			look_at_directive(p, s);
		else
			look(p, n);
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

/* `beq` and the like, which are `b.eq`. */
static bool is_conditional(const char *at)
{
	static const char conditions[] = "eq ne cs hs cc lo mi pl vs vc hi ls ge lt gt le al nv";

	for (const char *c = conditions; *at == 'b' && c < conditions + sizeof conditions; c += 3)
		if (at[1] == c[0] && at[2] == c[1])
			return true;
	return false;
}

bool program_is_jump(const char *at, size_t length)
{
	static const char *const words[] = {"cbz", "cbnz", "tbz", "tbnz"};
	size_t n = 0;

	while (n < length && at[n] != ' ' && at[n] != '\t')
		n++;
	if ((n == 1 && *at == 'b') || (n > 2 && at[0] == 'b' && at[1] == '.') ||
	    (n == 3 && is_conditional(at)))
		return true;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strlen(words[i]) == n && !memcmp(at, words[i], n))
			return true;
	return false;
}
