/* A lock of one byte in a word with a bit for those who wait, as in kernels: taken by exchanging the word, given
 * back by storing the byte.
 *
 * expect: ok
 */
#include "byte-lock.h"

int main(void)
{
	return use_lock();
}
