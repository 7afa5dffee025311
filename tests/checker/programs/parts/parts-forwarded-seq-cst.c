/* Not with a seq_cst fence in between.
 *
 * expect: ok
 */
#include "own-half.h"

int main(void)
{
	return load_with_own(memory_order_seq_cst);
}
