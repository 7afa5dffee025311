/* A loop of instructions alone that counts in a register which no call would keep: it is no waiting loop, and
 * comes to its end.
 *
 * expect: ok|incomplete
 */
#include <assert.h>
#include <pthread.h>

static int flag;

static void *set(void *unused)
{
#if defined(__x86_64__)
	__asm__ volatile("movl $1, %0" : "=m"(flag) : : "memory");
#else
	__atomic_store_n(&flag, 1, __ATOMIC_RELEASE);
#endif
	return unused;
}

int main(void)
{
	pthread_t t;
	int tries = 0;

	pthread_create(&t, NULL, set, NULL);
#if defined(__x86_64__)
	__asm__ volatile("xorl %%r11d, %%r11d\n\t"
	                 "1: incl %%r11d\n\t"
	                 "movl %[flag], %%eax\n\t"
	                 "testl %%eax, %%eax\n\t"
	                 "jnz 2f\n\t"
	                 "cmpl $4, %%r11d\n\t"
	                 "jb 1b\n\t"
	                 "2: movl %%r11d, %[tries]\n\t"
	                 : [tries] "=m"(tries)
	                 : [flag] "m"(flag), "m"(tries)
	                 : "rax", "r11", "memory", "cc");
	(void)tries;
#endif
	pthread_join(t, NULL);
	return 0;
}
