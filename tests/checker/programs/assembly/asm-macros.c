/* Macros and repetitions of the assembler are what they stand for.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>

static int count, words[4], list[3];

#if defined(__x86_64__)
__asm__(".macro add_locked where, by=1\n"
        "	lock; addl $\\by, \\where # a comment\n"
        ".endm\n"
        ".macro twice what:vararg\n"
        "	\\what\n"
        "	.if 1\n"
        "	\\what\n"
        "	.else\n"
        "	ud2\n"
        "	.endif\n"
        ".endm\n"
        ".macro until_set where, register=%eax\n"
        ".Lagain_\\@: movl \\where, \\register\n"
        "	testl \\register, \\register\n"
        "	jz .Lagain_\\@\n"
        ".endm\n");

static void change(void)
{
	__asm__ volatile("add_locked %0\n\t"
	                 "twice add_locked %0, by=2"
	                 : "+m"(count)
	                 :
	                 : "memory", "cc");
	__asm__ volatile(".rept 3\n\t"
	                 "lock incl (%0)\n\t"
	                 ".endr"
	                 :
	                 : "r"(words)
	                 : "memory", "cc");
	__asm__ volatile(".irp at, 0, 4, 8\n\t"
	                 "lock; addl $\\at, \\at(%0)\n\t"
	                 ".endr\n\t"
	                 ".irpc digit, 12\n\t"
	                 "lock; addl $\\digit, 12(%1)\n\t"
	                 ".endr"
	                 :
	                 : "r"(list), "r"(words)
	                 : "memory", "cc");
	__asm__ volatile("until_set %0; until_set %0, %%ecx" : : "m"(count) : "eax", "ecx", "memory", "cc");
}
#else
static void change(void)
{
	/* relaxed: the join orders it */
	__atomic_fetch_add(&count, 5, __ATOMIC_RELAXED);
	__atomic_fetch_add(&words[0], 3, __ATOMIC_RELAXED);
	__atomic_fetch_add(&words[3], 3, __ATOMIC_RELAXED);
	__atomic_fetch_add(&list[1], 4, __ATOMIC_RELAXED);
	__atomic_fetch_add(&list[2], 8, __ATOMIC_RELAXED);
}
#endif

static void *f(void *unused)
{
	change();
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, f, NULL);
	pthread_join(t, NULL);
	change();
	assert(count == 10 && words[0] == 6 && words[3] == 6 && !list[0] && list[1] == 8 && list[2] == 16);
	return 0;
}
