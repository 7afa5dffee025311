/*
 * Constants in comparisons, in the program's machine code. On x86-64 every byte is looked at as if an
 * instruction could begin there: what is found by mistake is merely tried without effect.
 */
#include "rt/memory/uninitialized.h"

#define LOOK_AHEAD 96 /* bytes of code */

#if defined(__x86_64__)

/* Bytes of a ModRM operand, without the opcode. */
static unsigned operand_size(const unsigned char *modrm)
{
	unsigned mode = modrm[0] >> 6, base = modrm[0] & 7, n = 1;

	if (mode == 3)
		return n;
	if (base == 4) {
		base = modrm[1] & 7;
		n++;
	}
	return n + (mode == 1 ? 1 : mode == 2 || base == 5 ? 4 : 0);
}

static uint64_t immediate(const unsigned char *p, bool wide)
{
	int32_t word;

	if (!wide)
		return (uint64_t)(int64_t)(signed char)*p;
	rt_copy(&word, p, sizeof word);
	return (uint64_t)(int64_t)word;
}

/* cmp or sub with an immediate; p[-1] may be a prefix that makes it one of 8 bytes. */
static void look_at(const unsigned char *p, void (*f)(uint64_t constant, uint32_t size))
{
	uint32_t size = (p[-1] & 0xf8) == 0x48 ? 8 : 4;
	bool compares = (p[1] & 0x28) == 0x28; /* /5 or /7 */

	if (p[0] == 0x3c)
		f(immediate(p + 1, false), 1);
	else if (p[0] == 0x3d || p[0] == 0x2d)
		f(immediate(p + 1, true), size);
	else if (p[0] == 0x80 && compares)
		f(immediate(p + 1 + operand_size(p + 1), false), 1);
	else if (p[0] == 0x83 && compares)
		f(immediate(p + 1 + operand_size(p + 1), false), size);
	else if (p[0] == 0x81 && compares)
		f(immediate(p + 1 + operand_size(p + 1), true), size);
}

void compared_constants_each(uint64_t pc, void (*f)(uint64_t constant, uint32_t size))
{
	const unsigned char *code = (const unsigned char *)pc;

	for (unsigned i = 0; i < LOOK_AHEAD; i++)
		look_at(code + i, f);
}

#else

/* subs with an immediate, which cmp is a name for, of 4 and of 8 bytes. */
void compared_constants_each(uint64_t pc, void (*f)(uint64_t constant, uint32_t size))
{
	for (unsigned i = 0; i < LOOK_AHEAD / 4; i++) {
		uint32_t word = ((const uint32_t *)pc)[i];
		if ((word & 0x7f80001f) == 0x7100001f)
			f(word >> 10 & 0xfff, word >> 31 ? 8 : 4);
	}
}

#endif
