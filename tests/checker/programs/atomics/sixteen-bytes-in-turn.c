/* 16 bytes written and read as two halves, plainly and atomically, in turn.
 *
 * expect: ok 1
 * flags: -mcx16
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

static union {
	unsigned __int128 both;
	uint64_t half[2];
} u;

int main(void)
{
	u.half[1] = 2;
	unsigned __int128 expected = (unsigned __int128)2 << 64, got;
	assert(__atomic_compare_exchange_n(&u.both, &expected, expected + 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
	assert(u.half[0] == 1 && u.half[1] == 2);
	u.half[0] = 5;
	__atomic_load(&u.both, &got, __ATOMIC_RELAXED);
	assert(got == ((unsigned __int128)2 << 64) + 5);
	expected = 0;
	assert(!__atomic_compare_exchange_n(&u.both, &expected, 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
	assert(expected == got);
	__atomic_fetch_add(&u.half[1], 1, __ATOMIC_RELAXED);
	assert(__atomic_exchange_n(&u.both, 7, __ATOMIC_RELAXED) == ((unsigned __int128)3 << 64) + 5);
	assert(__atomic_load_n(&u.half[0], __ATOMIC_RELAXED) == 7 && !__atomic_load_n(&u.half[1], __ATOMIC_RELAXED));
	return 0;
}
