/* A plain write to one half of an atomic variable: another thread's read of the other half races with the earlier
 * store of both still.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

static union {
	_Atomic uint32_t word;
	uint16_t half[2];
} u;
static volatile int kept;

static void *read_half(void *unused)
{
	kept = u.half[0];
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, read_half, NULL);
	atomic_store(&u.word, 2);
	u.half[1] = 7;
	pthread_join(t, NULL);
	return 0;
}
