/* A mutex in a heap block that was never initialized.
 *
 * expect: uninitialized
 * report: lock of a mutex that was never initialized
 */
#include <pthread.h>
#include <stdlib.h>

int main(void)
{
	pthread_mutex_t *m = malloc(sizeof *m);

	pthread_mutex_lock(m);
	pthread_mutex_unlock(m);
	free(m);
	return 0;
}
