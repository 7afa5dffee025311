/* A spin lock is initialized while it is locked.
 *
 * expect: misuse
 * report: pthread_spin_init of a spin lock that is locked
 */
#include <pthread.h>

static pthread_spinlock_t spin;

int main(void)
{
	pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
	pthread_spin_lock(&spin);
	return pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
}
