/*
 * What a thread has on its stack is compared by a fingerprint. No value there, not even one of those that the fingerprint
 * is made with, hides that the rest is another in each turn.
 *
 * expect: ok 1
 */
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>

static atomic_int flag;

static void fill(uint64_t *words, uint64_t value)
{
	for (int i = 0; i < 8; i++)
		words[i] = value;
}

static int look(uint64_t value)
{
	volatile int turns = 0;
	uint64_t words[8];

	fill(words, value);
	while (turns < 3 && !atomic_load(&flag))
		turns++;
	return turns + (int)(words[3] != value);
}

int main(void)
{
	static const uint64_t values[] = {0, UINT64_MAX, 0x9fb21c651e98df25u, 0xd6e8feb86659fd93u, 0x51ed270b4f3ac9d5u};
	int turns = 0;

	for (unsigned i = 0; i < sizeof values / sizeof values[0]; i++)
		turns += look(values[i]);
	return turns != 15;
}
