/*
 * What the instrumentation puts before an instruction of aarch64, and the runtime's entries that it calls
 * (check/rt/abi/hooks_aarch64.S): the functions of accesses.S are run as they are, and instrumented. All
 * registers, vectors, flags and memory are the same afterwards; and what is told of is what was accessed.
 * The runtime itself is replaced.
 */
#include "protocol/assembly_aarch64.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

extern void (*const cases[])(void), (*const cases_as_they_are[])(void);

#define BYTES 16384 /* of memory, to which all addresses point */

static uint8_t memory[BYTES] __attribute__((aligned(64)));

struct state {
	uint64_t general[32], flags, unused;
	uint8_t vectors[32][16];
};

struct state to_load, stored; /* state.S */

static struct told {
	uint64_t address;
	unsigned size, reads, writes, operation;
} told;

struct {
	void *outcome;
	int below;
} rt = {&rt, 0}; /* as if it were explored */

static uint64_t junk(uint64_t n)
{
	return (n + 1) * 0x9e3779b97f4a7c15u;
}

/* What a function may change of registers, changed. */
void clobber(void);

bool plain_hook(uint64_t address, uint64_t size, bool write, uint64_t pc)
{
	(void)pc;
	told = (struct told){address, (unsigned)size, !write || told.reads, write || told.writes, 0};
	clobber();
	return size == 16; /* and also the other way */
}

void plain_hook_at_length(uint64_t address, uint64_t size, bool write, uint64_t pc)
{
	plain_hook(address, size, write, pc);
}

void assembly_perform(uint64_t *frame, const char *vectors)
{
	const struct assembly_aarch64 *o = (const struct assembly_aarch64 *)frame[1];

	(void)vectors;
	told = (struct told){o->size ? frame[0] : 0, o->size, o->op == ARM_LOAD || o->op >= ARM_ADD,
	                     o->op == ARM_STORE || o->op >= ARM_ADD, o->op + 1u};
	clobber();
}

/* --- Cases ---------------------------------------------------------------------------------------------- */

static void prepare(void)
{
	for (uint64_t i = 0; i < 32; i++) {
		to_load.general[i] = junk(i);
		for (unsigned k = 0; k < 16; k++)
			to_load.vectors[i][k] = (uint8_t)junk(16 * i + k);
	}
	to_load.flags = 0x60000000;
	to_load.general[0] = to_load.general[1] = (uint64_t)&memory[4096];
	to_load.general[2] = 3;
	to_load.general[16] = to_load.general[17] = (uint64_t)&memory[5120];
	to_load.general[30] = (uint64_t)&memory[6144];
	for (unsigned i = 0; i < BYTES; i++)
		memory[i] = (uint8_t)junk(i);
}

struct result {
	struct state state;
	uint8_t memory[BYTES];
	struct told told;
};

static void run(void (*function)(void), struct result *r)
{
	prepare();
	told = (struct told){0};
	function();
	stored.general[29] = stored.general[30] = 0;
	r->state = stored;
	memcpy(r->memory, memory, BYTES);
	r->told = told;
}

/* What is written, as far as one can see. */
static bool is_told(const struct result *as_is)
{
	for (unsigned i = 0; i < BYTES; i++) {
		uint64_t address = (uint64_t)&memory[i];
		if (as_is->memory[i] != (uint8_t)junk(i) &&
		    (!told.writes || address - told.address >= told.size))
			return false;
	}
	return true;
}

/* Of those that access memory, in their order: where from the beginning of memory, and how much. */
static const struct {
	int at;
	unsigned size;
} accesses[] = {
	{4096, 16}, {4112, 16}, {4080, 16}, {4096, 8},  {4128, 16}, {4064, 32}, {4096, 16}, {4096, 16},
	{4096, 16}, {4096, 8},  {4144, 16}, {4120, 8},  {4099, 8},  {4108, 4},  {5168, 16}, {5122, 2},
	{6137, 16}, {8176, 16}, {8192, 8},  {4096, 64}, {4096, 64}, {4096, 12}, {4096, 2},  {4096, 4},
	{4104, 8},  {4097, 1},  {4098, 2},  {4096, 8},  {4096, 4},  {4096, 4},  {4096, 4},  {5120, 8},
	{4096, 4},  {0, 0},     {0, 0},     {0, 0},     {0, 0},     {4096, 4},  {5120, 8},
};

int main(void)
{
	static struct result as_is, instrumented;
	unsigned wrong = 0, n;

	for (n = 0; cases[n]; n++) {
		run(cases_as_they_are[n], &as_is);
		run(cases[n], &instrumented);
		uint64_t at = accesses[n].size ? (uint64_t)&memory[accesses[n].at] : 0;
		const char *what = NULL;
		if (as_is.told.size)
			what = "is instrumented, although it should not";
		else if (memcmp(as_is.memory, instrumented.memory, BYTES))
			what = "leaves other memory";
		else if (memcmp(&as_is.state, &instrumented.state, sizeof as_is.state))
			what = "leaves other registers";
		else if (told.address != at || told.size != accesses[n].size || !is_told(&as_is))
			what = "is told of wrongly";
		if (!what)
			continue;
		printf("case %u of accesses.S %s: %u bytes at %ld\n", n, what, told.size,
		       (long)(told.address - (uint64_t)memory));
		for (unsigned i = 0; i < 31; i++)
			if (as_is.state.general[i] != instrumented.state.general[i])
				printf("x%u is %lx, not %lx\n", i,
				       (unsigned long)instrumented.state.general[i],
				       (unsigned long)as_is.state.general[i]);
		wrong++;
	}
	return wrong || n != sizeof accesses / sizeof accesses[0];
}
