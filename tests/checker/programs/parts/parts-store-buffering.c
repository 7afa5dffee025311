/* Two halves of a word are as two words: each of two threads may miss the other's store.
 *
 * expect: assertion
 * report: misses the store at line
 */
#include "exchange.h"

int main(void)
{
	return exchange(memory_order_release, memory_order_acquire);
}
