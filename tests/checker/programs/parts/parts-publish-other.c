/* Who finds one half set knows nothing of who has set the other.
 *
 * expect: data-race
 * report: low_data
 */
#include "halves.h"

static volatile int kept; /* or the read is left out by optimization */

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, set_low, NULL);
	pthread_create(&t[1], NULL, set_high, NULL);
	uint64_t seen = atomic_load_explicit(&u.word, memory_order_acquire);
	int data = seen >> 32 ? low_data : 0;
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	kept = data;
	return 0;
}
