/* A futex call by the instruction itself.
 *
 * expect: ok
 */
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int word;

static long futex(atomic_int *w, int operation, int value)
{
#if defined(__x86_64__)
	long result;
	register long timeout __asm__("r10") = 0;

	__asm__ volatile("syscall"
	                 : "=a"(result)
	                 : "a"(SYS_futex), "D"(w), "S"(operation), "d"(value), "r"(timeout)
	                 : "rcx", "r11", "memory");
	return result;
#else
	return syscall(SYS_futex, w, operation, value, NULL, NULL, 0);
#endif
}

static void *wake(void *unused)
{
	/* release: pairs with the acquire in main(); else what comes before may be missed */
	atomic_store_explicit(&word, 1, memory_order_release);
	futex(&word, FUTEX_WAKE_PRIVATE, 1);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, wake, NULL);
	/* acquire: pairs with the release in wake(); else what comes before that may be missed */
	while (!atomic_load_explicit(&word, memory_order_acquire))
		futex(&word, FUTEX_WAIT_PRIVATE, 0);
	pthread_join(t, NULL);
	return 0;
}
