/* Atomic instructions in assembly are operations of the model on x86-64; elsewhere they are not seen, and the
 * report says so.
 *
 * expect: ok|incomplete
 */
#include <pthread.h>

static int counter;

__attribute__((noinline)) static void add(int *p)
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
	add(&counter);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, other, NULL);
	add(&counter);
	pthread_join(t, NULL);
	return 0;
}
