/* Chance, which must be the same in every execution: each thread has a generator of its own. */
#include "rt/rt.h"

#include <stdlib.h>

static uint32_t next_random(void)
{
	struct fiber *f = rt.current;

	f->random = f->random * 6364136223846793005u + 1442695040888963407u + f->thread;
	return (uint32_t)(f->random >> 33);
}

EXPORT int rand(void)
{
	return rt_in_program() ? (int)(next_random() & RAND_MAX) : REAL(rand)();
}

EXPORT void srand(unsigned seed)
{
	if (rt_in_program())
		rt.current->random = seed;
	else
		REAL(srand)(seed);
}

EXPORT long random(void)
{
	return rt_in_program() ? (long)(next_random() & RAND_MAX) : REAL(random)();
}

EXPORT void srandom(unsigned seed)
{
	if (rt_in_program())
		rt.current->random = seed;
	else
		REAL(srandom)(seed);
}

EXPORT int rand_r(unsigned *seed)
{
	if (!rt_in_program())
		return REAL(rand_r)(seed);
	plain_access((uint64_t)seed, sizeof *seed, false, RETURN_ADDRESS);
	plain_access((uint64_t)seed, sizeof *seed, true, RETURN_ADDRESS);
	*seed = *seed * 1103515245 + 12345;
	return (int)(*seed >> 1);
}
