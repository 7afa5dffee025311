/*
 * The processor's manual has all that accesses memory in one group, "Loads and Stores", by two bits of the
 * word; SVE and SME are groups of their own, and what is left are a few system instructions. Whatever is in
 * these groups and is not understood here is obscure: a new instruction is refused, and not overlooked.
 */
#include "instrument/aarch64/word.h"

static uint32_t field(uint32_t bits, unsigned high, unsigned low)
{
	return bits >> low & (uint32_t)((1u << (high - low + 1)) - 1);
}

static bool bit(uint32_t bits, unsigned n)
{
	return bits >> n & 1;
}

static int64_t signed_field(uint32_t bits, unsigned high, unsigned low)
{
	uint32_t value = field(bits, high, low), sign = 1u << (high - low);

	return (int64_t)(value ^ sign) - (int64_t)sign;
}

static void obscure(struct word *w)
{
	w->kind = WORD_OBSCURE;
}

static void access(struct word *w, enum word_kind kind, bool load, uint32_t size)
{
	w->kind = kind;
	w->reads = load;
	w->writes = !load;
	w->size = size;
}

/* --- Exclusive, ordered, and compare-and-swap ----------------------------------------------------------- */

static void exclusive(struct word *w)
{
	uint32_t b = w->bits, size = 1u << field(b, 31, 30);
	bool first = bit(b, 15), load = bit(b, 22), pair = bit(b, 21);

	w->other = (int)field(b, 20, 16);
	w->second = (int)field(b, 14, 10);
	if (bit(b, 23) && !pair) {
		access(w, WORD_ORDERED, load, size);
		w->acquires = load;
		w->releases = !load;
		return;
	}
	if (pair && (bit(b, 23) || size < 4)) { /* compare and swap, of two registers if size is less */
		bool both = !bit(b, 23);
		if (w->second != 31 || (both && bit(b, 31))) {
			obscure(w);
			return;
		}
		access(w, WORD_COMPARE_SWAP, true, both ? (bit(b, 30) ? 16 : 8) : size);
		w->writes = true;
		w->is_pair = both;
		w->acquires = load;
		w->releases = first;
		return;
	}
	access(w, load ? WORD_EXCLUSIVE_LOAD : WORD_EXCLUSIVE_STORE, load, pair ? 2 * size : size);
	w->is_pair = pair;
	w->acquires = load && first;
	w->releases = !load && first;
}

/* --- Vectors -------------------------------------------------------------------------------------------- */

/* ld1 to ld4 and their stores, of whole registers. */
static void whole_vectors(struct word *w)
{
	static const uint8_t registers[16] = {[0] = 4, [2] = 4, [4] = 3, [6] = 3, [7] = 1, [8] = 2, [10] = 2};
	unsigned count = registers[field(w->bits, 15, 12)];

	if (!count || (!bit(w->bits, 23) && field(w->bits, 21, 16)) || bit(w->bits, 21)) {
		obscure(w);
		return;
	}
	access(w, WORD_PLAIN, bit(w->bits, 22), count * (bit(w->bits, 30) ? 16 : 8));
	w->is_vector = true;
	w->writes_back = bit(w->bits, 23);
	w->behind_index = w->writes_back;
}

/* One element of each of one to four registers, or one that is repeated in all of it. */
static void one_element(struct word *w)
{
	uint32_t b = w->bits, opcode = field(b, 15, 13), s = bit(b, 12), size = field(b, 11, 10),
		 scale = opcode >> 1;
	unsigned count = (unsigned)((opcode & 1) << 1 | bit(b, 21)) + 1;

	if (!bit(b, 23) && field(b, 20, 16)) {
		obscure(w);
		return;
	}
	if (scale == 3) {
		if (!bit(b, 22) || s) {
			obscure(w);
			return;
		}
		scale = size;
	} else if ((scale == 1 && size & 1) || (scale == 2 && (size & 2 || (size & 1 && s)))) {
		obscure(w);
		return;
	} else if (scale == 2 && size & 1) {
		scale = 3;
	}
	access(w, WORD_PLAIN, bit(b, 22), count << scale);
	w->is_vector = true;
	w->writes_back = bit(b, 23);
	w->behind_index = w->writes_back;
}

/* --- Registers and pairs of them ------------------------------------------------------------------------ */

static void literal(struct word *w)
{
	uint32_t opc = field(w->bits, 31, 30);

	w->is_vector = bit(w->bits, 26);
	if (bit(w->bits, 24) || (opc == 3 && w->is_vector)) {
		obscure(w);
		return;
	}
	if (opc == 3)
		return; /* a hint */
	access(w, WORD_LITERAL, true, w->is_vector ? 4u << opc : opc == 1 ? 8 : 4);
	w->base = NO_REGISTER;
}

/* ldapur and the like. What else has these bits are tags of memory, and copying of memory. */
static void ordered_with_offset(struct word *w)
{
	uint32_t b = w->bits, size = field(b, 31, 30), opc = field(b, 23, 22);

	if (bit(b, 26) || bit(b, 21) || field(b, 11, 10) || (opc == 2 && size == 3) ||
	    (opc == 3 && size >= 2)) {
		obscure(w);
		return;
	}
	access(w, WORD_ORDERED, opc != 0, 1u << size);
	w->offset = signed_field(b, 20, 12);
	w->acquires = opc != 0;
	w->is_processor_consistent = opc != 0;
	w->releases = opc == 0;
	w->loads_all = opc == 1 && size == 3;
}

static void pair(struct word *w)
{
	uint32_t b = w->bits, opc = field(b, 31, 30), mode = field(b, 24, 23), size;
	bool load = bit(b, 22);

	w->is_vector = bit(b, 26);
	size = w->is_vector ? 4u << opc : opc == 2 ? 8 : 4;
	if (opc == 3 || (!w->is_vector && opc == 1 && !load)) {
		obscure(w);
		return;
	}
	access(w, WORD_PLAIN, load, 2 * size);
	w->is_pair = true;
	w->second = (int)field(b, 14, 10);
	w->loads_all = load && !w->is_vector && opc == 2;
	w->offset = signed_field(b, 21, 15) * (int64_t)size;
	w->writes_back = mode == 1 || mode == 3;
	w->advance = w->offset;
	if (mode == 1)
		w->offset = 0;
}

static void modify(struct word *w)
{
	uint32_t b = w->bits, opc = field(b, 14, 12), size = 1u << field(b, 31, 30);
	bool swaps = bit(b, 15);

	w->acquires = bit(b, 23);
	w->releases = bit(b, 22);
	w->other = (int)field(b, 20, 16);
	if (swaps && opc == 4 && w->acquires && !w->releases && w->other == 31) { /* ldapr */
		access(w, WORD_ORDERED, true, size);
		w->is_processor_consistent = true;
		w->loads_all = size == 8;
		return;
	}
	if (swaps && opc) {
		obscure(w);
		return;
	}
	access(w, WORD_MODIFY, true, size);
	w->writes = true;
	/* One that forgets what it has read does not acquire: so the manual says. */
	if (w->target == ZERO_REGISTER)
		w->acquires = false;
}

static void single(struct word *w)
{
	uint32_t b = w->bits, size = field(b, 31, 30), opc = field(b, 23, 22), mode = field(b, 11, 10);
	bool scaled = bit(b, 24);

	w->is_vector = bit(b, 26);
	if (!scaled && bit(b, 21) && mode != 2) {
		if (mode || w->is_vector)
			obscure(w); /* with a signed address */
		else
			modify(w);
		return;
	}
	if (w->is_vector && opc & 2) {
		if (size) {
			obscure(w);
			return;
		}
		size = 4;
	}
	if (!w->is_vector && size == 3 && opc == 2) {
		if (!scaled && mode != 0 && mode != 2)
			obscure(w);
		return; /* a hint */
	}
	if (!w->is_vector && size >= 2 && opc == 3) {
		obscure(w);
		return;
	}
	access(w, WORD_PLAIN, w->is_vector ? opc & 1 : opc != 0, 1u << size);
	w->loads_all = !w->is_vector && size == 3 && opc == 1;
	if (scaled) {
		w->offset = (int64_t)field(b, 21, 10) << size;
	} else if (bit(b, 21)) {
		w->index = (int)field(b, 20, 16);
		w->extend = field(b, 15, 13);
		w->shift = bit(b, 12) ? size : 0;
		if (!(w->extend & 2))
			obscure(w);
	} else {
		w->offset = signed_field(b, 20, 12);
		w->writes_back = mode & 1;
		w->advance = w->offset;
		if (mode == 1)
			w->offset = 0;
		if (mode == 2 && w->is_vector)
			obscure(w);
	}
}

static void load_or_store(struct word *w)
{
	uint32_t b = w->bits;

	w->base = (int)field(b, 9, 5);
	w->target = (int)field(b, 4, 0);
	switch (field(b, 29, 28)) {
	case 0:
		if (!bit(b, 26) && !bit(b, 24))
			exclusive(w);
		else if (bit(b, 26) && !bit(b, 31) && !bit(b, 24))
			whole_vectors(w);
		else if (bit(b, 26) && !bit(b, 31))
			one_element(w);
		else
			obscure(w);
		return;
	case 1:
		if (bit(b, 24))
			ordered_with_offset(w);
		else
			literal(w);
		return;
	case 2:
		pair(w);
		return;
	default:
		single(w);
	}
}

/* --- System instructions -------------------------------------------------------------------------------- */

static bool is_beyond(uint32_t b)
{
	bool call = (b & 0xffe0001f) == 0xd4000002 || (b & 0xffe0001f) == 0xd4000003; /* hvc, smc */
	bool zeroes = (b & 0xffffffe0) == 0xd50b7420;                                 /* dc zva */
	bool tags = (b & 0xffffffe0) == 0xd50b7460 || (b & 0xffffffe0) == 0xd50b7480; /* dc gva, gzva */
	bool transaction = (b & 0xffffffe0) == 0xd5233060 || (b & 0xffffffff) == 0xd503307f;
	bool random = (b & 0xffffffc0) == 0xd53b2400; /* rndr, rndrrs */
	bool counts = (b & 0xfffff000) == 0xd53b9000; /* pmccntr_el0 and the like */

	return call || zeroes || tags || transaction || random || counts;
}

struct word word_decode(uint32_t bits)
{
	struct word w = {
		.bits = bits,
		.base = NO_REGISTER,
		.index = NO_REGISTER,
		.target = NO_REGISTER,
		.second = NO_REGISTER,
		.other = NO_REGISTER,
	};
	uint32_t group = field(bits, 28, 25);
	bool scalable = group == 2 || (group == 0 && bit(bits, 31));

	if (bit(bits, 27) && !bit(bits, 25))
		load_or_store(&w);
	else if (scalable || is_beyond(bits))
		obscure(&w);
	return w;
}

enum word_operation word_operation(const struct word *w)
{
	return bit(w->bits, 15) ? WORD_SWAP : (enum word_operation)field(w->bits, 14, 12);
}
