#define _GNU_SOURCE
#include "instrument/aarch64/functions.h"

#include "cli/strings.h"
#include "instrument/aarch64/word.h"
#include "instrument/known.h"

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
	bool gives;      /* it has put addresses of its frame elsewhere */
	bool pending;    /* one is in x0, and it is not known yet what for */
};

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

/* What has been put into x0 is given away, unless an announcement follows, perhaps behind its size. */
static void settle(struct look *l, uint32_t b, const char *statement)
{
	bool sets_size = (b & 0xffe0001f) == 0xd2800001; /* mov x1, #… */

	if (!l->pending || sets_size)
		return;
	l->pending = false;
	l->gives |= (b & 0xfc000000) != 0x94000000 || !known_is_announcement(statement);
}

static void look_at(struct look *l, uint32_t b, const char *statement)
{
	struct word w = word_decode(b);
	unsigned to, from;
	int64_t number;

	settle(l, b, statement);
	if (adds_number(b, &to, &from, &number)) {
		l->frames += to == FRAME && from == 31;
		l->changes |= to == FRAME && from != 31;
		if (to != 31 && to != FRAME && (from == 31 || from == FRAME)) {
			l->pending |= to == 0;
			l->gives |= to != 0;
		}
		return;
	}
	if (w.kind != WORD_NO_ACCESS) {
		bool loads =
			w.reads && !w.is_vector && (w.target == FRAME || (w.is_pair && w.second == FRAME));
		l->changes |= loads && !saves_or_restores(&w);
		l->changes |= w.writes_back && w.base == FRAME;
		l->gives |= w.writes && !saves_or_restores(&w) && (w.target == FRAME || w.second == FRAME);
		return;
	}
	l->gives |= uses_otherwise(b);
	l->changes |= (b & 31) == FRAME && (b >> 26 & 7) != 5; /* no jump */
}

/* gcc's `f.cold` and `f.cold.1` go on with the frame of f. */
static struct function key_of(const char *name, size_t length)
{
	const char *cold = memmem(name, length, ".cold", strlen(".cold"));

	return (struct function){.name = name, .length = cold ? (size_t)(cold - name) : length};
}

static void add(struct functions *f, const struct text *t, const struct statement *label,
                const struct look *l)
{
	const char *name = t->at + label->begin;
	size_t length = label->end - label->begin;
	struct function key = key_of(name, length), *const *found = tfind(&key, &f->root, compare), *function;

	if (found) {
		function = *found;
	} else {
		function = must_allocate(sizeof *function);
		*function = key;
		if (!tsearch(function, &f->root, compare))
			abort();
	}
	function->gives_frame |= l->gives || l->pending;
	if (key.length == length)
		function->is_framed = l->frames == 1 && !l->changes;
}

struct functions functions_look(const struct program *p, const struct bytes *bytes)
{
	const struct text *t = p->text;
	const struct statement *label = NULL;
	struct functions f = {0};
	struct look look = {0};

	for (size_t n = 0; n <= t->count; n++) {
		const struct statement *s = n < t->count ? &t->statements[n] : NULL;
		uint32_t bits;
		if (!s || (s->kind == STATEMENT_LABEL &&
		           names_have(&p->functions, t->at + s->begin, s->end - s->begin))) {
			if (label)
				add(&f, t, label, &look);
			label = s;
			look = (struct look){0};
		} else if (s->kind == STATEMENT_INSTRUCTION && functions_word(&bytes[n], &bits)) {
			look_at(&look, bits, text_of(t, s));
		} else if (s->kind == STATEMENT_INSTRUCTION && bytes[n].count) {
			look.gives = true; /* several: who knows */
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
