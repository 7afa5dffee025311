/* Who reads the whole word, and finds one half set, knows what was written before that, and no more.
 *
 * expect: ok
 */
#include "halves.h"

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, set_low, NULL);
	pthread_create(&t[1], NULL, set_high, NULL);
	uint64_t seen = atomic_load_explicit(&u.word, memory_order_acquire);
	if ((uint32_t)seen)
		assert(low_data == 1);
	if (seen >> 32)
		assert(high_data == 1);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	assert(atomic_load(&u.word) == (1ull << 32 | 1));
	return 0;
}
