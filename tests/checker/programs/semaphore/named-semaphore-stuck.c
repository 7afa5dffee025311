/* Nobody posts. In each execution there are no semaphores at first.
 *
 * expect: deadlock
 */
#include <acqrel/check.h>
#include <assert.h>
#include <fcntl.h>
#include <semaphore.h>

int main(void)
{
	unsigned stuck = ar_choose(2);
	sem_t *s = sem_open("/one", O_CREAT | O_EXCL, 0600, 1);

	assert(s != SEM_FAILED);
	sem_wait(s);
	if (stuck)
		sem_wait(s);
	return 0;
}
