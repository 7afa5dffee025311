/* The processor's clock is virtual time: it is the same in every run, and a loop that waits for it ends.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <stdint.h>

#if defined(__x86_64__)

#include <x86intrin.h>

static uint64_t now(void)
{
	unsigned low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return (uint64_t)high << 32 | low;
}

int main(void)
{
	uint64_t begin = now(), again = __rdtsc();
	unsigned processor;

	assert(again > begin && __rdtscp(&processor) > again && processor == 0);
	while (now() - begin < 100000)
		;
	return 0;
}

#else

int main(void)
{
	return 0;
}

#endif
