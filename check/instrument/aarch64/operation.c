/* docs/checker.md says why these orders are not stronger than what the processor promises. */
#include "instrument/aarch64/operation.h"

uint8_t operation_order(bool acquires, bool releases)
{
	if (acquires && releases)
		return ARM_SEQ_CST;
	return acquires ? ARM_ACQUIRE : releases ? ARM_RELEASE : ARM_RELAXED;
}

static void modify(const struct word *w, struct assembly_aarch64 *o)
{
	static const uint8_t operations[] = {
		[WORD_ADD] = ARM_ADD,      [WORD_CLEAR] = ARM_CLEAR,  [WORD_FLIP] = ARM_XOR,
		[WORD_SET] = ARM_OR,       [WORD_SMAX] = ARM_UNKNOWN, [WORD_SMIN] = ARM_UNKNOWN,
		[WORD_UMAX] = ARM_UNKNOWN, [WORD_UMIN] = ARM_UNKNOWN, [WORD_SWAP] = ARM_EXCHANGE,
	};

	o->op = operations[word_operation(w)];
	o->source = (uint8_t)w->other;
	o->order = operation_order(w->acquires, w->releases);
}

static void compare_swap(const struct word *w, struct assembly_aarch64 *o)
{
	if (w->is_pair && (w->target & 1 || w->other & 1))
		return; /* no instruction */
	o->flags = w->is_pair ? ARM_PAIRS : 0;
	o->op = ARM_COMPARE_EXCHANGE;
	o->source = (uint8_t)w->target;
	o->expected = (uint8_t)w->other;
	o->order = operation_order(w->acquires, w->releases);
	o->failure = w->acquires ? o->order : ARM_RELAXED;
}

/* Barriers, by their kind and by which processors they are for: those that order nothing are none. */
static bool fence(uint32_t bits, struct assembly_aarch64 *o)
{
	bool is_dmb = (bits & 0xfffff0ff) == 0xd50330bf, is_dsb = (bits & 0xfffff0ff) == 0xd503309f;
	uint32_t domain = bits >> 10 & 3, kind = bits >> 8 & 3;

	if (!is_dmb && !is_dsb)
		return false;
	if (is_dsb && !kind) /* ssbb and pssbb, against speculation */
		return false;
	if (domain == 1 || !kind)
		return true; /* unknown */
	o->op = ARM_FENCE;
	o->order = kind == 1 ? ARM_ACQUIRE : kind == 2 ? ARM_RELEASE : ARM_SEQ_CST;
	/* No fence of C is as weak: a release orders loads before it, too. The runtime says so. */
	o->flags = kind == 2 ? ARM_STORES_ONLY : 0;
	return true;
}

/* ldlar and stllr, which order only what is in the same region. */
static bool is_limited(uint32_t bits)
{
	return (bits & 0x3fa08000) == 0x08800000;
}

static bool is_atomic_access(const struct word *w)
{
	return w->kind == WORD_PLAIN && !w->is_vector && !w->is_pair;
}

/* cntpct_el0, cntvct_el0, and these when all before them is done. */
static bool is_clock(uint32_t bits)
{
	uint32_t which = bits >> 5 & 7;

	return (bits & 0xffffff00) == 0xd53be000 && (which == 1 || which == 2 || which == 5 || which == 6);
}

bool operation_of(const struct word *w, bool by_hand, struct assembly_aarch64 *o)
{
	*o = (struct assembly_aarch64){
		.op = ARM_UNKNOWN,
		.size = (uint8_t)w->size,
		.source = ZERO_REGISTER,
		.expected = ZERO_REGISTER,
		.result = ZERO_REGISTER,
	};
	if ((w->bits & 0xffe0001f) == 0xd4000001) {
		o->op = ARM_SYSTEM_CALL;
		return true;
	}
	if (is_clock(w->bits)) {
		o->op = ARM_CLOCK;
		o->result = w->bits & 31;
		return true;
	}
	if (w->kind == WORD_NO_ACCESS)
		return fence(w->bits, o);
	switch (w->kind) {
	case WORD_MODIFY:
		modify(w, o);
		return true;
	case WORD_COMPARE_SWAP:
		compare_swap(w, o);
		return true;
	case WORD_EXCLUSIVE_LOAD: /* of no loop that is known: its store is refused where it is reached */
		if (w->is_pair)
			return true;
		o->op = ARM_LOAD;
		o->order = w->acquires ? ARM_SEQ_CST : ARM_RELAXED;
		return true;
	case WORD_EXCLUSIVE_STORE:
		return true;
	case WORD_ORDERED:
		if (is_limited(w->bits))
			return true;
		o->op = w->reads ? ARM_LOAD : ARM_STORE;
		o->order = w->is_processor_consistent ? ARM_ACQUIRE : ARM_SEQ_CST;
		return true;
	default:
		break;
	}
	if (!by_hand || !is_atomic_access(w))
		return false;
	o->op = w->writes ? ARM_STORE : ARM_LOAD;
	return true;
}

bool operation_is_instead(const struct assembly_aarch64 *o)
{
	return o->op == ARM_CLOCK || o->op == ARM_SYSTEM_CALL;
}
