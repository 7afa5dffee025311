/* A load of a whole word never takes its halves from two stores of the word.
 *
 * expect: ok
 */
#include "torn.h"

static bool both(void)
{
	uint64_t word = atomic_load_explicit(&u.word, memory_order_relaxed);

	return (uint32_t)word == word >> 32;
}

int main(void)
{
	return look(both);
}
