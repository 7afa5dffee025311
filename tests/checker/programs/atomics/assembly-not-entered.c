/* Atomic instructions in assembly that no execution comes to are no concern.
 *
 * expect: ok 1
 */
#include <pthread.h>

static volatile int counter, wanted;

__attribute__((noinline)) static void add(volatile int *p)
{
#if defined(__x86_64__)
	int one = 1;
	__asm__ volatile("lock xaddl %0, %1" : "+r"(one), "+m"(*p) : : "memory");
#else
	int old, failed;
	__asm__ volatile("1: ldxr %w0, %2\n add %w0, %w0, 1\n stxr %w1, %w0, %2\n cbnz %w1, 1b"
	                 : "=&r"(old), "=&r"(failed), "+Q"(*p)
	                 :
	                 : "memory");
#endif
}

static void *other(void *unused)
{
	if (wanted)
		add(&counter);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, other, NULL);
	if (wanted)
		add(&counter);
	pthread_join(t, NULL);
	return 0;
}
