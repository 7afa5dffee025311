/* A futex wake-up for one where two sleep: that it helps to wake all was tried.
 *
 * options: --help-time 30
 * expect: lost-wakeup
 * report: Make the futex wake-up at line 30 wake all sleeping threads (INT_MAX). Checked: with it, all
 * unsaid: No memory order helps
 */
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int gate;

static void *wait_for_gate(void *arg)
{
	while (!atomic_load(&gate))
		syscall(SYS_futex, &gate, FUTEX_WAIT_PRIVATE, 0, 0, 0, 0);
	return arg;
}

int main(void)
{
	pthread_t a, b;

	pthread_create(&a, 0, wait_for_gate, 0);
	pthread_create(&b, 0, wait_for_gate, 0);
	atomic_store(&gate, 1);
	syscall(SYS_futex, &gate, FUTEX_WAKE_PRIVATE, 1, 0, 0, 0);
	pthread_join(a, 0);
	pthread_join(b, 0);
}
