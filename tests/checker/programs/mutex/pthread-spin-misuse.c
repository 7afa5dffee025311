/* A spin lock that is not locked is unlocked.
 *
 * expect: misuse
 * report: pthread_spin_unlock of a spin lock that is not locked
 */
#include <pthread.h>

int main(void)
{
	pthread_spinlock_t l;

	pthread_spin_init(&l, PTHREAD_PROCESS_PRIVATE);
	pthread_spin_unlock(&l);
	return 0;
}
