/* A pair that is read in two halves, with accesses of 8 bytes: not ordered after the writes of 16.
 *
 * expect: ok 2
 * flags: -mcx16
 */
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

static union {
	unsigned __int128 both;
	uint64_t half[2];
} u;

static void *set(void *unused)
{
	__atomic_store_n(&u.both, ((unsigned __int128)1 << 64) + 1, __ATOMIC_RELAXED);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, set, NULL);
	uint64_t high = __atomic_load_n(&u.half[1], __ATOMIC_RELAXED);
	pthread_join(t, NULL);
	return (int)high & 2;
}
