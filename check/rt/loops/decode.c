/*
 * Decodes the instructions that compilers make of ordinary C and C++. What is not known here is said to
 * be unknown, so that nothing is concluded from code around it; and where something is known only
 * roughly, an instruction is said to read more than it does and to overwrite less.
 */
#include "rt/loops/decode.h"

#include "rt/rt.h"

struct prefixes {
	bool operand, repeat, repeat_not, address, segment;
	uint8_t rex;
};

struct state { /* of decoding one instruction */
	const uint8_t *p;
	struct prefixes x;
	uint8_t mode, reg, rm; /* of ModRM, with the bits from REX; rm: a register if mode is 3 */
	struct instruction *i;
};

static int64_t take(struct state *s, unsigned bytes)
{
	uint64_t value = 0;

	for (unsigned k = 0; k < bytes; k++)
		value |= (uint64_t)*s->p++ << 8 * k;
	return (int64_t)(value << (64 - 8 * bytes)) >> (64 - 8 * bytes);
}

static bool wide(const struct state *s)
{
	return s->x.rex & 8;
}

static uint8_t operand_size(const struct state *s)
{
	return wide(s) ? 8 : s->x.operand ? 2 : 4;
}

static void take_sib(struct state *s)
{
	uint8_t sib = *s->p++, base = sib & 7, index = (sib >> 3 & 7) | (s->x.rex & 2) << 2;

	if (index != RSP) {
		s->i->index = index;
	}
	if (base == RBP && s->mode == 0) {
		s->i->displacement = (int32_t)take(s, 4);
		return;
	}
	s->i->base = base | (s->x.rex & 1) << 3;
}

static void take_modrm(struct state *s)
{
	uint8_t modrm = *s->p++, rm = modrm & 7;

	s->mode = modrm >> 6;
	s->reg = (modrm >> 3 & 7) | (s->x.rex & 4) << 1;
	s->rm = rm | (s->x.rex & 1) << 3;
	if (s->mode == 3)
		return;
	s->i->memory = true;
	s->i->base = NO_REGISTER;
	s->i->elsewhere = s->x.segment;
	if (rm == RSP) {
		take_sib(s);
	} else if (rm == RBP && s->mode == 0) {
		s->i->elsewhere = true; /* relative to rip */
		s->i->displacement = (int32_t)take(s, 4);
	} else {
		s->i->base = s->rm;
	}
	if (s->mode == 1)
		s->i->displacement = (int32_t)take(s, 1);
	else if (s->mode == 2)
		s->i->displacement = (int32_t)take(s, 4);
}

/* A byte register without REX may be the second byte of one of the first four. */
static uint8_t register_of(const struct state *s, uint8_t r, uint8_t size)
{
	return size == 1 && !s->x.rex && r >= 4 ? r - 4 : r;
}

static void use(struct state *s, uint8_t r, uint8_t size)
{
	s->i->uses |= BIT(register_of(s, r, size));
}

static void set(struct state *s, uint8_t r, uint8_t size)
{
	r = register_of(s, r, size);
	s->i->changes |= BIT(r);
	if (size >= 4)
		s->i->sets |= BIT(r);
	else
		s->i->uses |= BIT(r); /* the rest of it stays */
}

/* The operand that ModRM names. */
static void read_rm(struct state *s, uint8_t size)
{
	if (s->mode == 3)
		use(s, s->rm, size);
	s->i->reads |= s->i->memory;
	s->i->size = size;
}

static void write_rm(struct state *s, uint8_t size)
{
	if (s->mode == 3)
		set(s, s->rm, size);
	s->i->writes |= s->i->memory;
	s->i->size = size;
}

static void change_rm(struct state *s, uint8_t size)
{
	read_rm(s, size);
	write_rm(s, size);
}

static bool jump(struct state *s, enum flow flow, unsigned bytes)
{
	int64_t distance = take(s, bytes);

	s->i->flow = (uint8_t)flow;
	s->i->reads_flags = flow == FLOW_BRANCH;
	s->i->target = (uint64_t)s->p + (uint64_t)distance;
	return true;
}

/* add or, adc, sbb, and, sub, xor, cmp: the last changes nothing. */
#define OP_ADD 0
#define OP_ADC 2
#define OP_SBB 3
#define OP_SUB 5
#define OP_XOR 6
#define OP_CMP 7

static void use_flags(struct state *s, uint8_t op)
{
	s->i->reads_flags = op == OP_ADC || op == OP_SBB;
	s->i->sets_flags = !s->i->reads_flags;
}

static bool arithmetic(struct state *s, uint8_t opcode)
{
	uint8_t op = opcode >> 3, form = opcode & 7, size = form & 1 ? operand_size(s) : 1;

	use_flags(s, op);
	if (form >= 4) {
		take(s, size == 1 ? 1 : size == 2 ? 2 : 4);
		use(s, RAX, size);
		if (op != OP_CMP)
			set(s, RAX, size);
		return true;
	}
	take_modrm(s);
	if ((op == OP_XOR || op == OP_SUB) && s->mode == 3 && s->reg == s->rm && size >= 4) {
		set(s, s->rm, size); /* zero, whatever it was */
		return true;
	}
	use(s, s->reg, size);
	read_rm(s, size);
	if (op == OP_CMP)
		s->i->what = WHAT_COMPARE;
	else if (form & 2)
		set(s, s->reg, size);
	else
		write_rm(s, size);
	return true;
}

static bool arithmetic_immediate(struct state *s, uint8_t opcode)
{
	uint8_t size = opcode == 0x80 ? 1 : operand_size(s), op;

	take_modrm(s);
	op = s->reg & 7;
	use_flags(s, op);
	s->i->immediate = take(s, opcode != 0x81 ? 1 : size == 2 ? 2 : 4);
	read_rm(s, size);
	if (op == OP_CMP) {
		s->i->what = WHAT_COMPARE;
		return true;
	}
	write_rm(s, size);
	if (s->mode == 3 && size == 8 && (op == OP_ADD || op == OP_SUB)) {
		s->i->what = WHAT_ADD;
		s->i->to = s->rm;
		if (op == OP_SUB)
			s->i->immediate = -s->i->immediate;
	}
	return true;
}

static bool move(struct state *s, uint8_t opcode)
{
	uint8_t size = opcode & 1 ? operand_size(s) : 1;

	take_modrm(s);
	if (s->mode == 3 && size == 8) {
		s->i->what = WHAT_COPY;
		s->i->from = opcode & 2 ? s->rm : s->reg;
		s->i->to = opcode & 2 ? s->reg : s->rm;
	}
	if (opcode & 2) {
		read_rm(s, size);
		set(s, s->reg, size);
	} else {
		use(s, s->reg, size);
		write_rm(s, size);
		s->i->from = s->reg;
	}
	return true;
}

static bool move_immediate(struct state *s, uint8_t opcode)
{
	uint8_t size = opcode & 1 ? operand_size(s) : 1;

	take_modrm(s);
	if (s->reg & 7)
		return false;
	take(s, size == 1 ? 1 : size == 2 ? 2 : 4);
	write_rm(s, size);
	return true;
}

static bool shift(struct state *s, uint8_t opcode)
{
	take_modrm(s);
	if (opcode < 0xd0)
		take(s, 1);
	else if (opcode >= 0xd2)
		use(s, RCX, 1);
	change_rm(s, opcode & 1 ? operand_size(s) : 1);
	return true;
}

static bool multiply(struct state *s, uint8_t opcode) /* f6, f7: test, not and neg too */
{
	uint8_t size = opcode & 1 ? operand_size(s) : 1, op;

	take_modrm(s);
	op = s->reg & 7;
	if (op < 2) {
		take(s, size == 1 ? 1 : size == 2 ? 2 : 4);
		read_rm(s, size);
		s->i->what = WHAT_COMPARE;
		s->i->sets_flags = true;
	} else if (op < 4) {
		change_rm(s, size);
	} else {
		read_rm(s, size);
		s->i->uses |= BIT(RAX) | BIT(RDX);
		s->i->changes |= BIT(RAX) | BIT(RDX);
	}
	return true;
}

static bool push(struct state *s, uint8_t from)
{
	s->i->what = WHAT_PUSH;
	s->i->from = from;
	if (from != NO_REGISTER)
		s->i->uses |= BIT(from);
	return !s->x.operand;
}

static bool group_5(struct state *s, uint8_t opcode) /* fe, ff: inc, dec, call, jmp, push */
{
	uint8_t size = opcode & 1 ? operand_size(s) : 1, op;

	take_modrm(s);
	op = s->reg & 7;
	if (op < 2) {
		change_rm(s, size);
		return true;
	}
	if (opcode == 0xfe || (op != 2 && op != 6))
		return false;
	read_rm(s, 8);
	if (op == 6)
		return push(s, NO_REGISTER);
	s->i->flow = FLOW_CALL;
	return true;
}

static bool lea(struct state *s)
{
	take_modrm(s);
	if (s->mode == 3 || operand_size(s) < 4)
		return false;
	s->i->what = WHAT_LEA;
	s->i->to = s->reg;
	set(s, s->reg, operand_size(s));
	if (operand_size(s) != 8)
		s->i->what = WHAT_OTHER; /* no address */
	return true;
}

static bool string(struct state *s)
{
	s->i->what = WHAT_STRING;
	s->i->uses |= BIT(RAX) | BIT(RSI) | BIT(RDI) | BIT(RCX);
	s->i->changes |= BIT(RSI) | BIT(RDI) | BIT(RCX);
	return true;
}

/*
 * --- Opcodes of two bytes ---------------------------------------------------------------------------------
 */

/* Those of vector registers, which no function keeps across a call. */
static bool vector(struct state *s, uint8_t op)
{
	uint8_t size = s->x.repeat ? 4 : s->x.repeat_not ? 8 : 16;

	take_modrm(s);
	bool zero = (op == 0xef || op == 0x57) && s->mode == 3 && s->reg == s->rm;
	bool load = (op == 0x10 || op == 0x28 || op == 0x6f) && s->mode != 3;
	s->i->reads_vectors = !zero && !load && op != 0x6e;
	switch (op) {
	case 0x10:
	case 0x28:
	case 0x6f:
		s->i->reads = s->i->memory;
		s->i->size = op == 0x10 ? size : 16;
		return op != 0x6f || s->x.operand || s->x.repeat;
	case 0x11:
	case 0x29:
	case 0x7f:
		s->i->writes = s->i->memory;
		s->i->size = op == 0x11 ? size : 16;
		return op != 0x7f || s->x.operand || s->x.repeat;
	case 0x13:
	case 0x17:
	case 0xd6:
		s->i->writes = s->i->memory;
		s->i->size = 8;
		return op != 0xd6 || s->x.operand;
	case 0x6e:
		read_rm(s, wide(s) ? 8 : 4);
		return s->x.operand;
	case 0x7e:
		if (s->x.repeat) {
			s->i->reads = s->i->memory;
			s->i->size = 8;
			return true;
		}
		write_rm(s, wide(s) ? 8 : 4);
		return s->x.operand;
	case 0x2a:
		read_rm(s, wide(s) ? 8 : 4);
		return s->x.repeat || s->x.repeat_not;
	case 0x2c:
	case 0x2d:
	case 0x50:
	case 0xd7:
		set(s, s->reg, 4);
		break;
	case 0x70:
	case 0x71:
	case 0x72:
	case 0x73:
	case 0xc6:
		take(s, 1);
		break;
	}
	s->i->reads = s->i->memory;
	s->i->size = 16;
	return true;
}

static bool is_vector(uint8_t op)
{
	return (op >= 0x10 && op <= 0x17) || (op >= 0x28 && op <= 0x2f) || (op >= 0x50 && op <= 0x76) ||
	       op == 0x7e || op == 0x7f || op == 0xc6 || (op >= 0xd1 && op <= 0xfe && op != 0xe7);
}

static bool exchange_and(struct state *s, uint8_t op)
{
	uint8_t size = op & 1 ? operand_size(s) : 1;

	use(s, s->reg, 8);
	if (op >= 0xc0) {
		s->i->changes |= BIT(register_of(s, s->reg, size));
	} else {
		s->i->uses |= BIT(RAX);
		s->i->changes |= BIT(RAX);
	}
	change_rm(s, size);
	s->i->sets_flags = true;
	return true;
}

static bool two_bytes(struct state *s)
{
	uint8_t op = *s->p++;

	if (op == 0x0b) {
		s->i->flow = FLOW_NOWHERE;
		return true;
	}
	if ((op & 0xf0) == 0x80)
		return jump(s, FLOW_BRANCH, 4);
	if (is_vector(op) || op == 0x2a)
		return vector(s, op);
	if (op >= 0xc8 && op <= 0xcf) {
		uint8_t r = (op & 7) | (s->x.rex & 1) << 3;
		use(s, r, 8);
		set(s, r, 8);
		return true;
	}
	switch (op) {
	case 0x18:
	case 0x1e:
	case 0x1f:
	case 0xae:
	case 0xaf:
	case 0xb6:
	case 0xb7:
	case 0xbe:
	case 0xbf:
	case 0xba:
	case 0xa3:
	case 0xa4:
	case 0xa5:
	case 0xac:
	case 0xad:
	case 0xbc:
	case 0xbd:
	case 0xb0:
	case 0xb1:
	case 0xc0:
	case 0xc1:
	case 0xc7:
	case 0xab:
	case 0xb3:
	case 0xbb:
		break;
	case 0x31:
		s->i->sets = s->i->changes = BIT(RAX) | BIT(RDX);
		return true;
	case 0xa2: /* cpuid */
		s->i->uses = BIT(RAX) | BIT(RCX);
		s->i->sets = s->i->changes = BIT(RAX) | BIT(RBX) | BIT(RCX) | BIT(RDX);
		return true;
	default:
		if ((op & 0xf0) != 0x40 && (op & 0xf0) != 0x90)
			return false;
	}
	take_modrm(s);
	if ((op & 0xf0) == 0x40) { /* cmov */
		use(s, s->reg, 8);
		set(s, s->reg, operand_size(s));
		read_rm(s, operand_size(s));
		s->i->reads_flags = true;
		return true;
	}
	if ((op & 0xf0) == 0x90) { /* set */
		s->i->reads_flags = true;
		write_rm(s, 1);
		return true;
	}
	switch (op) {
	case 0x18:
	case 0x1f:
		s->i->memory = false; /* not accessed */
		return true;
	case 0x1e: /* endbr64 */
		return s->x.repeat && s->p[-1] == 0xfa;
	case 0xae: /* fences */
		return s->mode == 3 && !s->x.repeat && !s->x.operand && (s->reg & 7) >= 5;
	case 0xb6:
	case 0xbe:
		read_rm(s, 1);
		set(s, s->reg, operand_size(s));
		return true;
	case 0xb7:
	case 0xbf:
		read_rm(s, 2);
		set(s, s->reg, operand_size(s));
		return true;
	case 0xba:
		take(s, 1);
		change_rm(s, operand_size(s));
		return true;
	case 0xa3: /* bt reaches beyond its operand if that is in memory */
		use(s, s->reg, 8);
		read_rm(s, operand_size(s));
		s->i->what = WHAT_COMPARE;
		return s->mode == 3;
	case 0xab: /* likewise */
	case 0xb3:
	case 0xbb:
		s->i->elsewhere |= s->i->memory;
		use(s, s->reg, 8);
		change_rm(s, operand_size(s));
		return true;
	case 0xb0:
	case 0xb1: /* cmpxchg */
	case 0xc0:
	case 0xc1: /* xadd */
		return exchange_and(s, op);
	case 0xc7: /* cmpxchg8b, cmpxchg16b */
		s->i->uses |= BIT(RAX) | BIT(RBX) | BIT(RCX) | BIT(RDX);
		s->i->changes |= BIT(RAX) | BIT(RDX);
		change_rm(s, wide(s) ? 16 : 8);
		return s->mode != 3 && (s->reg & 7) == 1;
	case 0xa4:
	case 0xac:
		take(s, 1);
		/* fall through */
	case 0xa5:
	case 0xad:
		s->i->uses |= BIT(RCX);
		use(s, s->reg, 8);
		change_rm(s, operand_size(s));
		return true;
	default: /* af, bc, bd: imul, bsf, bsr */
		use(s, s->reg, 8);
		set(s, s->reg, operand_size(s));
		read_rm(s, operand_size(s));
		return true;
	}
}

/*
 * --- Opcodes of one byte ----------------------------------------------------------------------------------
 */

static bool one_byte(struct state *s, uint8_t op)
{
	uint8_t r = (op & 7) | (s->x.rex & 1) << 3, size = op & 1 ? operand_size(s) : 1;

	if (op < 0x40 && (op & 7) < 6)
		return arithmetic(s, op);
	switch (op & 0xf8) {
	case 0x50:
		return push(s, r);
	case 0x58:
		s->i->what = WHAT_POP;
		s->i->to = r;
		set(s, r, 8);
		return !s->x.operand;
	case 0x70:
	case 0x78:
		return jump(s, FLOW_BRANCH, 1);
	case 0x90:
		if (r == RAX)
			return true; /* nop, pause */
		s->i->uses |= BIT(RAX) | BIT(r);
		s->i->changes |= BIT(RAX) | BIT(r);
		return true;
	case 0xb0:
		take(s, 1);
		set(s, r, 1);
		return true;
	case 0xb8:
		take(s, operand_size(s));
		set(s, r, operand_size(s));
		return true;
	}
	switch (op) {
	case 0x63:
		take_modrm(s);
		read_rm(s, 4);
		set(s, s->reg, operand_size(s));
		return true;
	case 0x68:
		take(s, 4);
		return push(s, NO_REGISTER);
	case 0x6a:
		take(s, 1);
		return push(s, NO_REGISTER);
	case 0x69:
	case 0x6b:
		take_modrm(s);
		take(s, op == 0x6b ? 1 : operand_size(s) == 2 ? 2 : 4);
		read_rm(s, operand_size(s));
		set(s, s->reg, operand_size(s));
		return true;
	case 0x80:
	case 0x81:
	case 0x83:
		return arithmetic_immediate(s, op);
	case 0x84:
	case 0x85:
		take_modrm(s);
		use(s, s->reg, size);
		read_rm(s, size);
		s->i->what = WHAT_COMPARE;
		s->i->sets_flags = true;
		return true;
	case 0x86:
	case 0x87: /* xchg */
		take_modrm(s);
		use(s, s->reg, size);
		s->i->changes |= BIT(register_of(s, s->reg, size));
		change_rm(s, size);
		return true;
	case 0x88:
	case 0x89:
	case 0x8a:
	case 0x8b:
		return move(s, op);
	case 0x8d:
		return lea(s);
	case 0x98:
		use(s, RAX, 8);
		set(s, RAX, operand_size(s));
		return true;
	case 0x99:
		use(s, RAX, 8);
		set(s, RDX, operand_size(s));
		return true;
	case 0xa4:
	case 0xa5:
	case 0xaa:
	case 0xab:
		return string(s);
	case 0xa8:
	case 0xa9:
		take(s, size == 1 ? 1 : size == 2 ? 2 : 4);
		use(s, RAX, 8);
		return true;
	case 0xc0:
	case 0xc1:
	case 0xd0:
	case 0xd1:
	case 0xd2:
	case 0xd3:
		return shift(s, op);
	case 0xc3:
		s->i->flow = FLOW_RETURN;
		return true;
	case 0xc6:
	case 0xc7:
		return move_immediate(s, op);
	case 0xc9:
		s->i->what = WHAT_LEAVE;
		s->i->uses |= BIT(RBP);
		s->i->sets |= BIT(RBP);
		s->i->changes |= BIT(RBP);
		return true;
	case 0xe8:
		return jump(s, FLOW_CALL, 4);
	case 0xe9:
		return jump(s, FLOW_JUMP, 4);
	case 0xeb:
		return jump(s, FLOW_JUMP, 1);
	case 0xf4:
		s->i->flow = FLOW_NOWHERE;
		return true;
	case 0xf6:
	case 0xf7:
		return multiply(s, op);
	case 0xfe:
	case 0xff:
		return group_5(s, op);
	case 0x0f:
		return two_bytes(s);
	default:
		return false;
	}
}

/* Before the opcode. False: one that is not known. */
static bool take_prefixes(struct state *s)
{
	for (;; s->p++)
		switch (*s->p) {
		case 0x66:
			s->x.operand = true;
			break;
		case 0x67:
			s->x.address = true;
			break;
		case 0xf2:
			s->x.repeat_not = true;
			break;
		case 0xf3:
			s->x.repeat = true;
			break;
		case 0x64:
			s->x.segment = true;
			break;
		case 0x2e:
		case 0x3e:
			break;
		case 0xf0: /* lock */
			break;
		case 0x26:
		case 0x36:
		case 0x65:
			return false;
		default:
			if ((*s->p & 0xf0) == 0x40)
				s->x.rex = *s->p++;
			return true;
		}
}

bool decode(const uint8_t *code, struct instruction *i)
{
	struct state s = {.p = code, .i = i};

	*i = (struct instruction){
		.base = NO_REGISTER, .index = NO_REGISTER, .from = NO_REGISTER, .to = NO_REGISTER};
	if (!take_prefixes(&s))
		return false;
	uint8_t op = *s.p++;
	if (s.x.address && op != 0xe8) /* which linkers write to fill up */
		return false;
	if (!one_byte(&s, op) || s.p - code > 15)
		return false;
	i->length = (uint8_t)(s.p - code);
	return true;
}
