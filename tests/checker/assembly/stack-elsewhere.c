/* The stack pointer in the place of another pointer: what calls push would be written there.
 *
 * expect: unsupported
 * report: does not point to the thread's
 */
#include <stdio.h>

static long numbers[64];

int main(void)
{
	long n;

	/* This one comes back to the stack, which is allowed. */
	__asm__ volatile("movq %%rsp, %%r11\n\t"
	                 "andq $-64, %%rsp\n\t"
	                 "movq (%1), %0\n\t"
	                 "movq %%r11, %%rsp"
	                 : "=r"(n)
	                 : "r"(numbers)
	                 : "r11", "memory", "cc");
	puts("aligned");
	__asm__ volatile("movq %%rsp, %%r11\n\t"
	                 "leaq 256(%1), %%rsp\n\t"
	                 "movq 64(%%rsp), %0\n\t"
	                 "movq %%r11, %%rsp"
	                 : "=r"(n)
	                 : "r"(numbers)
	                 : "r11", "memory", "cc");
	return (int)n;
}
