/* Two loops read at one place, in a function that both call: that the first was cut says nothing about the second.
 *
 * expect: incomplete
 * report: a loop that read the same value
 */
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int ready;

static __attribute__((noinline)) int is_set(atomic_int *flag)
{
	return atomic_load_explicit(flag, memory_order_acquire);
}

static void *set(void *unused)
{
	atomic_store(&ready, 1);
	syscall(SYS_futex, &ready, FUTEX_WAKE_PRIVATE, 1);
	return unused;
}

int main(void)
{
	pthread_t setter;

	pthread_create(&setter, NULL, set, NULL);
	for (int i = 0; i < 6000 && !is_set(&ready); i++)
		;
	while (!is_set(&ready))
		syscall(SYS_futex, &ready, FUTEX_WAIT_PRIVATE, 0, NULL);
	pthread_join(setter, NULL);
	return 0;
}
