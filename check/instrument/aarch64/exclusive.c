#include "instrument/aarch64/exclusive.h"

#include "instrument/aarch64/functions.h"
#include "instrument/aarch64/operation.h"

#define MOST 3 /* instructions between the load and the store */

struct sequence {
	struct word load, store, between[MOST];
	unsigned count;
	size_t store_at, again_at;
};

static uint32_t field(uint32_t bits, unsigned high, unsigned low)
{
	return bits >> low & (uint32_t)((1u << (high - low + 1)) - 1);
}

static bool next_word(const struct text *t, const struct bytes *bytes, size_t *n, struct word *w)
{
	uint32_t bits;

	for (++*n; *n < t->count; ++*n) {
		if (t->statements[*n].kind == STATEMENT_LABEL)
			return false; /* control may come from elsewhere */
		if (t->statements[*n].kind != STATEMENT_INSTRUCTION || !bytes[*n].count)
			continue;
		if (!functions_word(&bytes[*n], &bits))
			return false;
		*w = word_decode(bits);
		return true;
	}
	return false;
}

static bool is_compare_branch(uint32_t bits, bool nonzero)
{
	return (bits & 0x7f000000) == (nonzero ? 0x35000000 : 0x34000000);
}

/* The same address, and afterwards a jump if the store has failed, which leads back. */
static bool find_sequence(const struct text *t, const struct bytes *bytes, size_t n, struct sequence *s)
{
	struct word w;

	s->count = 0;
	while (next_word(t, bytes, &n, &w)) {
		if (w.kind == WORD_EXCLUSIVE_STORE)
			break;
		if (w.kind != WORD_NO_ACCESS || s->count == MOST)
			return false;
		s->between[s->count++] = w;
	}
	if (n >= t->count || w.kind != WORD_EXCLUSIVE_STORE)
		return false;
	s->store = w;
	s->store_at = n;
	if (w.base != s->load.base || w.size != s->load.size || w.is_pair || s->load.is_pair)
		return false;
	if (!next_word(t, bytes, &n, &w) || !is_compare_branch(w.bits, true) ||
	    (int)field(w.bits, 4, 0) != s->store.other)
		return false;
	s->again_at = n;
	return true;
}

/* Neither is changed before the store is made. */
static bool stays(const struct sequence *s, int r)
{
	if (r == ZERO_REGISTER)
		return true;
	if (r == s->load.target)
		return false;
	for (unsigned i = 0; i < s->count; i++)
		if ((int)field(s->between[i].bits, 4, 0) == r && (s->between[i].bits >> 26 & 7) != 5)
			return false;
	return r != s->store.other;
}

/* --- What is stored ------------------------------------------------------------------------------------- */

/* The number of a logical instruction: ones that are rotated and repeated. */
static bool logical_number(uint32_t bits, uint64_t *number)
{
	uint32_t n = field(bits, 22, 22), s = field(bits, 15, 10), r = field(bits, 21, 16);
	uint32_t both = n << 6 | (~s & 63);

	if (!both)
		return false;
	unsigned length = 31 - (unsigned)__builtin_clz(both), size = 1u << length;
	if (!length)
		return false;
	unsigned ones = (s & (size - 1)) + 1, by = r & (size - 1);
	if (ones == size)
		return false;
	uint64_t all = size == 64 ? ~(uint64_t)0 : ((uint64_t)1 << size) - 1;
	uint64_t word = ((uint64_t)1 << ones) - 1;
	if (by)
		word = (word >> by | word << (size - by)) & all;
	for (unsigned width = size; width < 64; width *= 2)
		word |= word << width;
	*number = word;
	return true;
}

static bool with_number(const struct sequence *s, uint32_t bits, struct assembly_aarch64 *o)
{
	static const uint8_t logical[] = {ARM_AND, ARM_OR, ARM_XOR, ARM_UNKNOWN};
	uint64_t number;

	if ((int)field(bits, 9, 5) != s->load.target)
		return false;
	o->source = ARM_IMMEDIATE;
	if ((bits & 0x3f800000) == 0x11000000) {
		o->op = field(bits, 30, 30) ? ARM_SUB : ARM_ADD;
		o->immediate = (int64_t)field(bits, 21, 10) << (field(bits, 22, 22) ? 12 : 0);
		return true;
	}
	if ((bits & 0x1f800000) != 0x12000000 || !logical_number(bits, &number))
		return false;
	o->op = logical[field(bits, 30, 29)];
	o->immediate = (int64_t)number;
	return o->op != ARM_UNKNOWN;
}

static bool with_register(const struct sequence *s, uint32_t bits, struct assembly_aarch64 *o)
{
	static const uint8_t logical[] = {ARM_AND, ARM_OR, ARM_XOR, ARM_UNKNOWN};
	bool adds = (bits & 0x3fe00000) == 0x0b000000, is_logical = (bits & 0x1fc00000) == 0x0a000000;
	int n = (int)field(bits, 9, 5), m = (int)field(bits, 20, 16);

	if ((!adds && !is_logical) || field(bits, 15, 10))
		return false;
	bool complement = is_logical && field(bits, 21, 21), subtracts = adds && field(bits, 30, 30);
	o->op = adds ? (subtracts ? ARM_SUB : ARM_ADD) : logical[field(bits, 30, 29)];
	if (o->op == ARM_UNKNOWN)
		return false;
	if (m == s->load.target && !complement && !subtracts) {
		m = n;
		n = s->load.target;
	}
	o->source = (uint8_t)m;
	o->flags = complement ? ARM_COMPLEMENT : 0;
	return n == s->load.target && stays(s, m);
}

static bool modifies(const struct sequence *s, struct assembly_aarch64 *o)
{
	if (s->count == 0) {
		o->op = ARM_EXCHANGE;
		o->source = (uint8_t)s->store.target;
		return stays(s, s->store.target);
	}
	/* What is changed is what is stored, and not the address. */
	if (s->count != 1 || (int)field(s->between[0].bits, 4, 0) != s->store.target)
		return false;
	if (s->store.target == s->load.base || s->store.target == ZERO_REGISTER)
		return false;
	if ((s->between[0].bits & 0x7fe0ffe0) == 0x2a2003e0) { /* mvn */
		o->op = ARM_XOR;
		o->source = ARM_IMMEDIATE;
		o->immediate = -1;
		return (int)field(s->between[0].bits, 20, 16) == s->load.target;
	}
	if ((s->between[0].bits & 0x7fe0ffe0) == 0x2a0003e0) { /* mov */
		o->op = ARM_EXCHANGE;
		o->source = field(s->between[0].bits, 20, 16);
		return stays(s, o->source);
	}
	return with_number(s, s->between[0].bits, o) || with_register(s, s->between[0].bits, o);
}

/* --- Compare and exchange ------------------------------------------------------------------------------- */

static bool expects(const struct sequence *s, int r, struct assembly_aarch64 *o, bool wide)
{
	o->expected = (uint8_t)r;
	o->flags = wide ? ARM_COMPARES_8 : ARM_COMPARES_4;
	return stays(s, r);
}

/* `cmp w0, w2`, or with a number, or of the bytes that are loaded. */
static bool compares(const struct sequence *s, uint32_t bits, struct assembly_aarch64 *o)
{
	bool wide = field(bits, 31, 31);
	int n = (int)field(bits, 9, 5), m = (int)field(bits, 20, 16);
	uint32_t extend = field(bits, 15, 13);

	if (field(bits, 4, 0) != ZERO_REGISTER)
		return false;
	if ((bits & 0x7f800000) == 0x71000000 && n == s->load.target) {
		o->immediate = (int64_t)field(bits, 21, 10) << (field(bits, 22, 22) ? 12 : 0);
		o->expected = ARM_IMMEDIATE;
		o->flags = wide ? ARM_COMPARES_8 : ARM_COMPARES_4;
		return true;
	}
	if ((bits & 0x7fe00000) == 0x6b000000 && !field(bits, 15, 10))
		return n == s->load.target   ? expects(s, m, o, wide)
		       : m == s->load.target ? expects(s, n, o, wide)
		                             : false;
	if ((bits & 0x7fe00000) != 0x6b200000 || field(bits, 12, 10) || n != s->load.target || extend > 2 ||
	    1u << extend != s->load.size)
		return false;
	o->expected = (uint8_t)m;
	return stays(s, m);
}

static bool is_jump_if_different(uint32_t bits)
{
	return (bits & 0xff00001f) == 0x54000001; /* b.ne */
}

/* `eor w3, w0, w2; cbnz w3, …` */
static bool differs(const struct sequence *s, uint32_t first, uint32_t second, struct assembly_aarch64 *o)
{
	int n = (int)field(first, 9, 5), m = (int)field(first, 20, 16), d = (int)field(first, 4, 0);
	bool wide = field(first, 31, 31);

	if ((first & 0x7fe0fc00) != 0x4a000000 || !is_compare_branch(second, true) ||
	    (int)field(second, 4, 0) != d || d == s->load.base || (field(second, 31, 31) && !wide))
		return false;
	if (wide && !field(second, 31, 31))
		return false;
	return n == s->load.target ? expects(s, m, o, wide) : m == s->load.target && expects(s, n, o, wide);
}

static bool compare_exchanges(const struct sequence *s, struct assembly_aarch64 *o)
{
	o->op = ARM_COMPARE_EXCHANGE;
	o->source = (uint8_t)s->store.target;
	if (!stays(s, s->store.target))
		return false;
	if (s->count == 1 && is_compare_branch(s->between[0].bits, true) &&
	    (int)field(s->between[0].bits, 4, 0) == s->load.target) {
		o->expected = ZERO_REGISTER;
		o->flags = field(s->between[0].bits, 31, 31) ? ARM_COMPARES_8 : ARM_COMPARES_4;
		return true;
	}
	if (s->count != 2)
		return false;
	if (is_jump_if_different(s->between[1].bits))
		return compares(s, s->between[0].bits, o);
	return differs(s, s->between[0].bits, s->between[1].bits, o);
}

bool exclusive_find(const struct text *t, const struct bytes *bytes, size_t n, struct exclusive *e)
{
	struct sequence s;
	uint32_t bits;

	if (!functions_word(&bytes[n], &bits))
		return false;
	s.load = word_decode(bits);
	*e = (struct exclusive){.operation = {
					.size = (uint8_t)s.load.size,
					.source = ZERO_REGISTER,
					.expected = ZERO_REGISTER,
					.result = ZERO_REGISTER,
				}};
	if (s.load.is_pair || s.load.target == s.load.base || s.load.target == ZERO_REGISTER ||
	    !find_sequence(t, bytes, n, &s))
		return false;
	e->store = s.store_at;
	e->again = s.again_at;
	e->operation.order = operation_order(s.load.acquires, s.store.releases);
	e->operation.failure = s.load.acquires ? e->operation.order : ARM_RELAXED;
	if (s.store.other == s.load.base)
		return false;
	struct assembly_aarch64 empty = e->operation;
	if (modifies(&s, &e->operation))
		return true;
	e->operation = empty;
	return compare_exchanges(&s, &e->operation);
}
