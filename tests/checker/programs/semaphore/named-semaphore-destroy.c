/* A named semaphore is destroyed.
 *
 * expect: misuse
 */
#include <acqrel/check.h>
#include <assert.h>
#include <fcntl.h>
#include <semaphore.h>

int main(void)
{
	unsigned stuck = ar_choose(2);
	sem_t *s = sem_open("/one", O_CREAT, 0600, 1);
	sem_destroy(s);

	assert(s != SEM_FAILED);
	sem_wait(s);
	if (stuck)
		sem_wait(s);
	return 0;
}
