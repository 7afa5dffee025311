/* A plain write to a half, which another thread reads atomically as a part of the whole: that is a race as with
 * any other atomic access.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

static union {
	_Atomic uint64_t word;
	struct {
		_Atomic uint32_t low;
		uint32_t high;
	} half;
} u;

static void *add(void *unused)
{
	atomic_fetch_add(&u.half.low, 1);
	return unused;
}

static void *load(void *unused)
{
	return atomic_load(&u.word) == 7 ? NULL : unused;
}

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, add, NULL);
	pthread_create(&t[1], NULL, load, NULL);
	u.half.high = 1;
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	return 0;
}
