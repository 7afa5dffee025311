/* A processor may let a thread load a word with a half that it has stored itself, before others see that:
 * each of two threads misses the other's half. That is not explored, which is said.
 *
 * expect: incomplete
 * report: atomics of different sizes on the same bytes
 */
#include "own-half.h"

int main(void)
{
	return load_with_own(memory_order_relaxed);
}
