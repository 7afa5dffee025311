/* All flags and registers stay as they are at accesses to memory, also to what was accessed a moment before.
 *
 * expect: ok
 */
#include <assert.h>
#include <stdint.h>

#define FLAGS 0x8d5u /* carry, parity, adjust, zero, sign, overflow */

#if defined(__x86_64__)
uint64_t shared;

static void check(uint64_t flags)
{
	uint64_t r[14], after;

	for (int i = 0; i < 3; i++) {
		__asm__ volatile("pushq %[flags]\n\tpopfq\n\t"
		                 "movl $1, %%eax\n\tmovl $2, %%ecx\n\tmovl $3, %%edx\n\tmovl $4, %%esi\n\t"
		                 "movl $5, %%edi\n\tmovl $6, %%r8d\n\tmovl $7, %%r9d\n\tmovl $8, %%r10d\n\t"
		                 "movl $9, %%r11d\n\t"
		                 "movq %%rax, shared(%%rip)\n\t"
		                 "movq shared(%%rip), %%r12\n\t"
		                 "movw %%cx, 3+shared(%%rip)\n\t"
		                 "movq %%rax, 0(%[r])\n\tmovq %%rcx, 8(%[r])\n\tmovq %%rdx, 16(%[r])\n\t"
		                 "movq %%rsi, 24(%[r])\n\tmovq %%rdi, 32(%[r])\n\tmovq %%r8, 40(%[r])\n\t"
		                 "movq %%r9, 48(%[r])\n\tmovq %%r10, 56(%[r])\n\tmovq %%r11, 64(%[r])\n\t"
		                 "movq %%r12, 72(%[r])\n\t"
		                 "pushfq\n\tpopq %[after]\n\t"
		                 : [after] "=&b"(after)
		                 : [flags] "r"(flags), [r] "r"(r)
		                 : "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12",
		                   "memory", "cc");
		for (uint64_t n = 0; n < 9; n++)
			assert(r[n] == n + 1);
		assert(r[9] == 1 && (after & FLAGS) == (flags & FLAGS));
	}
}
#endif

int main(void)
{
#if defined(__x86_64__)
	for (unsigned bits = 0; bits < 64; bits++)
		check((bits & 1) | (bits >> 1 & 1) << 2 | (bits >> 2 & 1) << 4 | (bits >> 3 & 1) << 6 |
		      (bits >> 4 & 1) << 7 | (uint64_t)(bits >> 5 & 1) << 11 | 2);
#endif
	return 0;
}
