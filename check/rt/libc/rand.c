/* Chance, which must be the same in every execution: each thread has a generator of its own. */
#include "rt/abi/interpose.h"
#include "rt/memory/plain.h"
#include "rt/rt.h"
#include "rt/threads/twins.h"

#include <errno.h>
#include <stdlib.h>

static uint32_t next_random(void)
{
	struct fiber *f = rt.current;

	twins_are_told_apart(f);
	f->random = f->random * 6364136223846793005u + 1442695040888963407u + f->thread;
	return (uint32_t)(f->random >> 33);
}

INTERPOSE(int, rand)(void)
{
	return (int)(next_random() & RAND_MAX);
}

INTERPOSE(void, srand)(unsigned seed)
{
	rt.current->random = seed;
}

INTERPOSE(long, random)(void)
{
	return (long)(next_random() & RAND_MAX);
}

INTERPOSE(void, srandom)(unsigned seed)
{
	rt.current->random = seed;
}

INTERPOSE(int, rand_r)(unsigned *seed)
{
	plain_access((uint64_t)seed, sizeof *seed, false, RETURN_ADDRESS);
	plain_access((uint64_t)seed, sizeof *seed, true, RETURN_ADDRESS);
	*seed = *seed * 1103515245 + 12345;
	return (int)(*seed >> 1);
}

/*
 * Tables that the program hands over: what the thread's generator has come to is kept in the first words of
 * the one that is used, while another is.
 */
#define SMALLEST_TABLE 8

static char first_table[SMALLEST_TABLE] __attribute__((aligned(8)));
static char *table __attribute__((aligned(8))) = first_table;

static char *use_table(char *next, uint64_t pc)
{
	char *before = table;

	plain_access((uint64_t)&table, sizeof table, true, pc);
	plain_access((uint64_t)before, SMALLEST_TABLE, true, pc);
	rt_copy(before, &rt.current->random, SMALLEST_TABLE);
	table = next;
	return before;
}

INTERPOSE(char *, initstate)(unsigned seed, char *next, size_t size)
{
	if (size < SMALLEST_TABLE) {
		errno = EINVAL;
		return NULL;
	}
	plain_access((uint64_t)next, size, true, RETURN_ADDRESS);
	char *before = use_table(next, RETURN_ADDRESS);
	rt.current->random = seed;
	return before;
}

INTERPOSE(char *, setstate)(char *next)
{
	char *before = use_table(next, RETURN_ADDRESS);

	plain_access((uint64_t)next, SMALLEST_TABLE, false, RETURN_ADDRESS);
	rt_copy(&rt.current->random, next, SMALLEST_TABLE);
	return before;
}
