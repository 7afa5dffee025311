#include "instrument/value.h"

static uint64_t mix(uint64_t x)
{
	x ^= x >> 32;
	x *= 0xd6e8feb86659fd93u;
	x ^= x >> 32;
	x *= 0xd6e8feb86659fd93u;
	return x ^ x >> 32;
}

uint64_t value_mix(uint64_t hash, uint64_t word)
{
	return mix(hash * 0x9e3779b97f4a7c15u + word + 1);
}

struct value value_unknown(void)
{
	static uint64_t count;

	return (struct value){value_mix(0x6163717265 /* nothing else begins with it */, ++count), 0};
}

/* The same for the same words. */
struct value value_function(uint64_t hash)
{
	return (struct value){value_mix(0x66756e63, hash), 0};
}

struct value value_of_symbol(const char *name)
{
	uint64_t hash = 0x73796d;

	for (; *name; name++)
		hash = value_mix(hash, (unsigned char)*name);
	return (struct value){hash, 0};
}

struct value value_number(int64_t n)
{
	return (struct value){0, n};
}

struct value value_sum(struct value a, struct value b)
{
	return (struct value){a.unknown + b.unknown, (int64_t)((uint64_t)a.number + (uint64_t)b.number)};
}

struct value value_times(struct value a, int64_t factor)
{
	return (struct value){a.unknown * (uint64_t)factor, (int64_t)((uint64_t)a.number * (uint64_t)factor)};
}

bool value_equal(struct value a, struct value b)
{
	return a.unknown == b.unknown && a.number == b.number;
}
