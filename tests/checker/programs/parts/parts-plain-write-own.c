/* One half is main's alone, and written plainly; of what others know of the other half nothing may be lost.
 *
 * expect: assertion
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

static union {
	_Atomic uint32_t word;
	struct {
		_Atomic uint16_t low;
		uint16_t high;
	};
} u;

static void *set(void *unused)
{
	atomic_store(&u.low, 1);
	return unused;
}

static void *look(void *unused)
{
	assert(atomic_load(&u.low) != 1);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, set, NULL);
	(void)atomic_load(&u.word);
	pthread_join(t, NULL);
	pthread_create(&t, NULL, look, NULL);
	atomic_store(&u.low, 2);
	u.high = 7;
	pthread_join(t, NULL);
	return 0;
}
