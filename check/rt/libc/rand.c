/* Chance, which must be the same in every execution: each thread has a generator of its own. */
#include "rt/abi/interpose.h"
#include "rt/memory/plain.h"
#include "rt/rt.h"

#include <stdlib.h>

static uint32_t next_random(void)
{
	struct fiber *f = rt.current;

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
