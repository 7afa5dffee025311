/* With seq_cst neither misses it, whatever others do to the whole word.
 *
 * expect: ok
 */
#include "exchange.h"

int main(void)
{
	return exchange(memory_order_seq_cst, memory_order_seq_cst);
}
