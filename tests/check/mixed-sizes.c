/* Atomic accesses of different sizes to the same memory are not modelled.
 *
 * expect: unsupported
 * report: atomic accesses of
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static union {
	atomic_int word;
	atomic_short half;
} u;

int main(void)
{
	atomic_store_explicit(&u.word, 1, memory_order_relaxed);
	return atomic_load_explicit(&u.half, memory_order_relaxed);
	return 0;
}
