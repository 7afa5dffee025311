/* Atomics of 16 bytes are not modelled.
 *
 * expect: unsupported
 * report: 16 bytes
 * flags: -mcx16
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

__int128 x;

int main(void)
{
	return (int)__atomic_fetch_add(&x, 1, __ATOMIC_RELAXED);
	return 0;
}
