/* Locked instructions that hardly anyone uses: two threads change the same variables.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

static int sign = 5, sum, rest = 10;
static int64_t pair;

static void change(void)
{
#if defined(__x86_64__)
	uint32_t low = 0, high = 0;

	__asm__ volatile("lock negl %0" : "+m"(sign) : : "memory", "cc");
	__asm__ volatile("stc; lock adcl $2, %0" : "+m"(sum) : : "memory", "cc");
	__asm__ volatile("stc; lock sbbl %1, %0" : "+m"(rest) : "r"(1) : "memory", "cc");
	__asm__ volatile("lock cmpxchg8b %0"
	                 : "+m"(pair), "+a"(low), "+d"(high)
	                 : "b"(7), "c"(1)
	                 : "memory", "cc");
	assert((!low && !high) || (low == 7 && high == 1));
#else
	int64_t none = 0;

	/* seq_cst: stands for what a locked instruction does */
	__atomic_fetch_sub(&sign, 5, __ATOMIC_SEQ_CST);
	__atomic_fetch_add(&sign, 5, __ATOMIC_SEQ_CST);
	__atomic_fetch_add(&sum, 3, __ATOMIC_SEQ_CST);
	__atomic_fetch_sub(&rest, 2, __ATOMIC_SEQ_CST);
	__atomic_compare_exchange_n(&pair, &none, ((int64_t)1 << 32) + 7, 0, __ATOMIC_SEQ_CST,
	                            __ATOMIC_SEQ_CST);
#endif
}

static void *f(void *unused)
{
	change();
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, f, NULL);
	change();
	pthread_join(t, NULL);
	assert(sign == 5 && sum == 6 && rest == 6 && pair == ((int64_t)1 << 32) + 7);
	return 0;
}
