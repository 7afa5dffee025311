/* Registers, flags and vector registers stay as they are, whoever runs at an instruction.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>
#include <stdint.h>

static int turn, other;

static void *use(void *unused)
{
#if defined(__x86_64__)
	uint64_t a = 1, b = 2, c = 3, d = 4, e = 5, f = 6;
	double x = 1.5, y = 2.5;
	unsigned char carry, zero;

	__asm__ volatile("xorl %%r10d, %%r10d\n\t"
	                 "stc\n\t"
	                 "movl %[turn], %%r10d\n\t"
	                 "movl $1, %[other]\n\t"
	                 "movl %[turn], %%r10d\n\t"
	                 "setc %[carry]\n\t"
	                 "setz %[zero]\n\t"
	                 : "+a"(a), "+c"(b), "+d"(c), "+S"(d), "+D"(e), "+b"(f), "+x"(x),
	                   "+x"(y), [carry] "=m"(carry), [zero] "=m"(zero), [other] "+m"(other)
	                 : [turn] "m"(turn)
	                 : "r10", "memory", "cc");
	assert(a == 1 && b == 2 && c == 3 && d == 4 && e == 5 && f == 6);
	assert(x == 1.5 && y == 2.5 && carry && zero);
#endif
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, use, NULL);
#if defined(__x86_64__)
	__asm__ volatile("lock incl %0" : "+m"(turn) : : "memory", "cc");
#endif
	use(NULL);
	pthread_join(t, NULL);
	return 0;
}
