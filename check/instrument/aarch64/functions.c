#define _GNU_SOURCE
#include "instrument/aarch64/functions.h"

#include "cli/strings.h"
#include "instrument/aarch64/word.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

enum { FRAME = 29 };

bool functions_word(const struct bytes *bytes, uint32_t *bits)
{
	if (bytes->count != 4)
		return false;
	*bits = (uint32_t)bytes->at[0] | (uint32_t)bytes->at[1] << 8 | (uint32_t)bytes->at[2] << 16 |
	        (uint32_t)bytes->at[3] << 24;
	return true;
}

static int compare(const void *a, const void *b)
{
	const struct function *x = a, *y = b;

	if (x->length != y->length)
		return x->length < y->length ? -1 : 1;
	return memcmp(x->name, y->name, x->length);
}

struct look {            /* at a function, up to here */
	unsigned frames; /* how often x29 was set from the stack pointer */
	bool changes;    /* it was set otherwise, too */
	int64_t frame;
	int64_t from_stack, from_frame; /* the lowest addresses computed from them */
};

static void lower(int64_t *lowest, int64_t offset)
{
	*lowest = offset < *lowest ? offset : *lowest;
}

/* `add x0, sp, #8`, which `mov x0, sp` is a case of. */
static bool adds_number(uint32_t b, unsigned *to, unsigned *from, int64_t *number)
{
	if ((b & 0xbf800000) != 0x91000000 && (b & 0xff800000) != 0xd1000000)
		return false;
	*to = b & 31;
	*from = b >> 5 & 31;
	*number = (int64_t)(b >> 10 & 0xfff) << (b >> 22 & 1 ? 12 : 0);
	if (b >> 30 & 1)
		*number = -*number;
	return true;
}

/* As the end of a function does it, and its beginning. */
static bool saves_or_restores(const struct word *w)
{
	return w->kind == WORD_PLAIN && w->base == STACK_POINTER && !w->is_vector;
}

/* Whether it may put an address in the frame into a register, or into memory, in a way not looked at. */
static bool uses_otherwise(uint32_t b)
{
	bool add_register = (b & 0x1f200000) == 0x0b000000, add_extended = (b & 0x1fe00000) == 0x0b200000;
	bool logical = (b & 0x1f000000) == 0x0a000000, other = (b & 0x1f000000) == 0x1a000000;
	unsigned n = b >> 5 & 31, m = b >> 16 & 31;

	if (add_extended)
		return (n == 31 && (b & 31) != 31) || n == FRAME || m == FRAME;
	return (add_register || logical || other) && (n == FRAME || m == FRAME);
}

static void look_at(struct look *l, uint32_t b)
{
	struct word w = word_decode(b);
	unsigned to, from;
	int64_t number;

	if (adds_number(b, &to, &from, &number)) {
		if (to == FRAME && from == 31) {
			l->frames++;
			l->frame = number;
		} else if (to == FRAME) {
			l->changes = true;
		} else if (to != 31 && from == 31) {
			lower(&l->from_stack, number);
		} else if (to != 31 && from == FRAME) {
			lower(&l->from_frame, number);
		}
		return;
	}
	if (w.kind != WORD_NO_ACCESS) {
		bool loads =
			w.reads && !w.is_vector && (w.target == FRAME || (w.is_pair && w.second == FRAME));
		l->changes |= loads && !saves_or_restores(&w);
		l->changes |= w.writes_back && w.base == FRAME;
		if (w.writes && !saves_or_restores(&w) && (w.target == FRAME || w.second == FRAME))
			lower(&l->from_frame, INT64_MIN);
		return;
	}
	if (uses_otherwise(b))
		l->from_stack = INT64_MIN;
	if ((b & 31) == FRAME && (b >> 26 & 7) != 5) /* no jump */
		l->changes = true;
}

static const struct look nothing_yet = {.from_stack = INT64_MAX, .from_frame = INT64_MAX};

static void add(struct functions *f, const struct text *t, const struct statement *label,
                const struct look *l)
{
	struct function *new = must_allocate(sizeof *new);
	int64_t given = l->from_stack;

	*new = (struct function){
		.name = t->at + label->begin,
		.length = label->end - label->begin,
		.is_framed = l->frames == 1 && !l->changes,
		.frame = l->frame,
	};
	if (l->from_frame == INT64_MIN || (l->from_frame != INT64_MAX && !new->is_framed))
		given = INT64_MIN;
	else if (l->from_frame != INT64_MAX)
		lower(&given, l->from_frame + l->frame);
	new->given = given;
	if (!tsearch(new, &f->root, compare))
		abort();
}

struct functions functions_look(const struct program *p, const struct bytes *bytes)
{
	const struct text *t = p->text;
	const struct statement *label = NULL;
	struct functions f = {0};
	struct look look = nothing_yet;

	for (size_t n = 0; n <= t->count; n++) {
		const struct statement *s = n < t->count ? &t->statements[n] : NULL;
		uint32_t bits;
		if (!s || (s->kind == STATEMENT_LABEL &&
		           names_have(&p->functions, t->at + s->begin, s->end - s->begin))) {
			if (label)
				add(&f, t, label, &look);
			label = s;
			look = nothing_yet;
		} else if (s->kind == STATEMENT_INSTRUCTION && functions_word(&bytes[n], &bits)) {
			look_at(&look, bits);
		} else if (s->kind == STATEMENT_INSTRUCTION && bytes[n].count) {
			look.from_stack = INT64_MIN; /* who knows */
		}
	}
	return f;
}

const struct function *functions_find(const struct functions *f, const char *name, size_t length)
{
	static const struct function nothing = {.given = INT64_MIN};
	const char *cold = memmem(name, length, ".cold", strlen(".cold"));
	const struct function key = {.name = name, .length = cold ? (size_t)(cold - name) : length};
	struct function *const *found = tfind(&key, &f->root, compare);

	return found ? *found : &nothing;
}
