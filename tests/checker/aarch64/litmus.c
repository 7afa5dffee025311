/*
 * A litmus test of aarch64's instructions: litmus.tsv has the threads, and whether the outcome is to be seen.
 * It is an assertion that fails.
 */
#include <assert.h>
#include <pthread.h>
#include <stdint.h>

int x, y, plain;
int r0, r1, r2, r3;

#define ASM __asm__ volatile

static inline int ldr(int *p)
{
	int v;

	ASM("ldr %w0, [%1]" : "=r"(v) : "r"(p) : "memory");
	return v;
}

static inline int ldar(int *p)
{
	int v;

	ASM("ldar %w0, [%1]" : "=r"(v) : "r"(p) : "memory");
	return v;
}

static inline int ldapr(int *p)
{
	int v;

	ASM(".arch_extension rcpc\n\tldapr %w0, [%1]" : "=r"(v) : "r"(p) : "memory");
	return v;
}

static inline void str(int *p, int v)
{
	ASM("str %w1, [%0]" : : "r"(p), "r"(v) : "memory");
}

static inline void stlr(int *p, int v)
{
	ASM("stlr %w1, [%0]" : : "r"(p), "r"(v) : "memory");
}

#define DMB(kind) ASM("dmb " #kind : : : "memory")
#define dmb()     DMB(ish)
#define dmb_ld()  DMB(ishld)
#define dmb_st()  DMB(ishst)

/* Loops of exclusive loads and stores. */
#define EXCLUSIVE(name, load, op, store, barrier)                                      \
	static inline int name(int *p, int v)                                          \
	{                                                                              \
		int old, new, failed;                                                  \
		ASM("prfm pstl1strm, [%3]\n1:\t" load " %w0, [%3]\n\t" op "\n\t" store \
		    " %w2, %w1, [%3]\n\tcbnz %w2, 1b\n\t" barrier                      \
		    : "=&r"(old), "=&r"(new), "=&r"(failed)                            \
		    : "r"(p), "r"(v)                                                   \
		    : "memory");                                                       \
		return old;                                                            \
	}
EXCLUSIVE(add, "ldxr", "add %w1, %w0, %w4", "stxr", "")
EXCLUSIVE(add_release, "ldxr", "add %w1, %w0, %w4", "stlxr", "")
EXCLUSIVE(add_acquire, "ldaxr", "add %w1, %w0, %w4", "stxr", "")
EXCLUSIVE(add_both, "ldaxr", "add %w1, %w0, %w4", "stlxr", "")
EXCLUSIVE(add_full, "ldxr", "add %w1, %w0, %w4", "stlxr", "dmb ish")
EXCLUSIVE(add_one, "ldxr", "add %w1, %w0, #1", "stxr", "")
EXCLUSIVE(sub, "ldxr", "sub %w1, %w0, %w4", "stxr", "")
EXCLUSIVE(or, "ldxr", "orr %w1, %w4, %w0", "stxr", "")
EXCLUSIVE(xor, "ldxr", "eor %w1, %w0, %w4", "stxr", "")
EXCLUSIVE(clear, "ldxr", "bic %w1, %w0, %w4", "stxr", "")
EXCLUSIVE(keep, "ldxr", "and %w1, %w0, #0xf0", "stxr", "")
EXCLUSIVE(exchange_acquire, "ldaxr", "mov %w1, %w4", "stxr", "")
EXCLUSIVE(invert, "ldxr", "mvn %w1, %w0", "stxr", "")
EXCLUSIVE(twice, "ldxr", "add %w1, %w0, %w0", "stxr", "")

static inline int exchange(int *p, int v)
{
	int old, failed;

	ASM("1:\tldaxr %w0, [%2]\n\tstlxr %w1, %w3, [%2]\n\tcbnz %w1, 1b"
	    : "=&r"(old), "=&r"(failed)
	    : "r"(p), "r"(v)
	    : "memory");
	return old;
}

static inline int cas(int *p, int expected, int v)
{
	int old, failed;

	ASM("1:\tldaxr %w0, [%2]\n\tcmp %w0, %w3\n\tb.ne 2f\n\tstlxr %w1, %w4, [%2]\n\tcbnz %w1, 1b\n2:"
	    : "=&r"(old), "=&r"(failed)
	    : "r"(p), "r"(expected), "r"(v)
	    : "memory", "cc");
	return old;
}

/* As Linux has it. */
static inline int cas_relaxed(int *p, int expected, int v)
{
	int old, failed;

	ASM("prfm pstl1strm, [%2]\n1:\tldxr %w0, [%2]\n\teor %w1, %w0, %w3\n\tcbnz %w1, 2f\n\tstxr %w1, %w4, "
	    "[%2]\n\tcbnz %w1, 1b\n2:"
	    : "=&r"(old), "=&r"(failed)
	    : "r"(p), "r"(expected), "r"(v)
	    : "memory");
	return old;
}

/* LSE */
#define LARGE(name, instruction)                                            \
	static inline int name(int *p, int v)                               \
	{                                                                   \
		int old;                                                    \
		ASM(".arch_extension lse\n\t" instruction " %w2, %w0, [%1]" \
		    : "=r"(old)                                             \
		    : "r"(p), "r"(v)                                        \
		    : "memory");                                            \
		return old;                                                 \
	}
LARGE(ldadd, "ldadd")
LARGE(ldaddal, "ldaddal")
LARGE(ldadda, "ldadda")
LARGE(ldaddl, "ldaddl")
LARGE(swp, "swp")
LARGE(swpal, "swpal")
LARGE(ldclr, "ldclr")
LARGE(ldset, "ldset")
LARGE(ldeor, "ldeor")

static inline void stadd(int *p, int v)
{
	ASM(".arch_extension lse\n\tstadd %w1, [%0]" : : "r"(p), "r"(v) : "memory");
}

static inline int casal(int *p, int expected, int v)
{
	ASM(".arch_extension lse\n\tcasal %w0, %w2, [%1]" : "+r"(expected) : "r"(p), "r"(v) : "memory");
	return expected;
}

static long two[2] __attribute__((aligned(16)));

static inline int casp(long expected0, long expected1, long v0, long v1)
{
	register long x0 __asm__("x0") = expected0, x1 __asm__("x1") = expected1;
	register long x2 __asm__("x2") = v0, x3 __asm__("x3") = v1;

	ASM(".arch_extension lse\n\tcaspal x0, x1, x2, x3, [%2]"
	    : "+r"(x0), "+r"(x1)
	    : "r"(two), "r"(x2), "r"(x3)
	    : "memory");
	return x0 == expected0 && x1 == expected1;
}

/* Locks. */
static inline void spin(int *p)
{
	int old, one = 1;

	ASM("sevl\n1:\twfe\n2:\tldaxr %w0, [%1]\n\tcbnz %w0, 1b\n\tstxr %w0, %w2, [%1]\n\tcbnz %w0, 2b"
	    : "=&r"(old)
	    : "r"(p), "r"(one)
	    : "memory");
}

static void *first(void *unused)
{
	FIRST;
	return unused;
}

static void *second(void *unused)
{
	SECOND;
	return unused;
}

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, first, NULL);
	pthread_create(&t[1], NULL, second, NULL);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	assert(!(SEEN));
	return 0;
}
