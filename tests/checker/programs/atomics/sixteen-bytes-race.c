/* A plain write to the upper half of an atomic of 16 bytes, and what is read of it is shown in two parts.
 *
 * expect: data-race
 * report: {1, 2}
 * flags: -mcx16
 */
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

union {
	unsigned __int128 both;
	uint64_t half[2];
} u;

static void *set(void *unused)
{
	__atomic_store_n(&u.both, ((unsigned __int128)2 << 64) + 1, __ATOMIC_RELAXED);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, set, NULL);
	u.half[1] = 3;
	pthread_join(t, NULL);
	return 0;
}
