/* Chance that is not rand: drand48 and its family, and what the system gives. The same in every execution. */
#include "rt/abi/interpose.h"
#include "rt/memory/plain.h"
#include "rt/rt.h"

#include <stdlib.h>
#include <sys/random.h>

#define FACTOR 0x5deece66du
#define ADDEND 0xbu
#define MASK   (((uint64_t)1 << 48) - 1)

static uint64_t next_of(uint64_t x)
{
	return (x * FACTOR + ADDEND) & MASK;
}

static uint64_t next(void)
{
	rt.current->random = next_of(rt.current->random & MASK);
	return rt.current->random;
}

static uint64_t next_in(unsigned short x[3], uint64_t pc)
{
	plain_access((uint64_t)x, 6, false, pc);
	plain_access((uint64_t)x, 6, true, pc);
	uint64_t n = next_of(x[0] | (uint64_t)x[1] << 16 | (uint64_t)x[2] << 32);
	for (int i = 0; i < 3; i++)
		x[i] = (unsigned short)(n >> 16 * i);
	return n;
}

static double as_fraction(uint64_t n)
{
	return (double)n / (double)(MASK + 1);
}

INTERPOSE(void, srand48)(long seed)
{
	rt.current->random = ((uint64_t)seed << 16 | 0x330e) & MASK;
}

INTERPOSE(double, drand48)(void)
{
	return as_fraction(next());
}

INTERPOSE(long, lrand48)(void)
{
	return (long)(next() >> 17);
}

INTERPOSE(long, mrand48)(void)
{
	return (long)(int32_t)(next() >> 16);
}

INTERPOSE(double, erand48)(unsigned short x[3])
{
	return as_fraction(next_in(x, RETURN_ADDRESS));
}

INTERPOSE(long, nrand48)(unsigned short x[3])
{
	return (long)(next_in(x, RETURN_ADDRESS) >> 17);
}

INTERPOSE(long, jrand48)(unsigned short x[3])
{
	return (long)(int32_t)(next_in(x, RETURN_ADDRESS) >> 16);
}

void random_fill(void *p, size_t n, uint64_t pc)
{
	plain_access((uint64_t)p, n, true, pc);
	for (size_t i = 0; i < n; i++)
		((unsigned char *)p)[i] = (unsigned char)(next() >> 24);
}

INTERPOSE(ssize_t, getrandom)(void *p, size_t n, unsigned flags)
{
	random_fill(p, n, RETURN_ADDRESS);
	return (ssize_t)n;
}

INTERPOSE(int, getentropy)(void *p, size_t n)
{
	random_fill(p, n, RETURN_ADDRESS);
	return 0;
}
