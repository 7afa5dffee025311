/* A locked instruction across two cache lines.
 *
 * expect: unsupported
 * report: aligned
 */
#if defined(__x86_64__)
static char bytes[128] __attribute__((aligned(64)));

int main(void)
{
	__asm__ volatile("lock incl %0" : "+m"(*(int *)(bytes + 62)) : : "memory", "cc");
	return 0;
}
#else
static char bytes[16] __attribute__((aligned(16)));

int main(void)
{
	return __atomic_fetch_add((int *)(bytes + 2), 1, __ATOMIC_SEQ_CST);
}
#endif
