/* Named semaphores: a name stands for the same one until it is unlinked, and what was opened stays.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <semaphore.h>

static int value(sem_t *s)
{
	int n;

	assert(!sem_getvalue(s, &n));
	return n;
}

int main(void)
{
	sem_t local;

	assert(sem_open("/jobs", 0) == SEM_FAILED && errno == ENOENT);
	sem_t *s = sem_open("/jobs", O_CREAT, 0600, 2);
	assert(s != SEM_FAILED && value(s) == 2);
	assert(sem_open("/jobs", 0) == s && sem_open("jobs", O_CREAT, 0600, 7) == s && value(s) == 2);
	assert(sem_open("/jobs", O_CREAT | O_EXCL, 0600, 2) == SEM_FAILED && errno == EEXIST);
	sem_t *t = sem_open("/jobz", O_CREAT | O_EXCL, 0600, 0);
	assert(t != SEM_FAILED && t != s);
	assert(!sem_wait(s) && !sem_trywait(s) && sem_trywait(s) == -1 && errno == EAGAIN);
	assert(!sem_post(t) && value(t) == 1 && value(s) == 0);

	assert(!sem_unlink("/jobs") && sem_unlink("/jobs") == -1 && errno == ENOENT);
	sem_t *u = sem_open("/jobs", O_CREAT, 0600, 5);
	assert(u != s && value(u) == 5 && value(s) == 0 && !sem_post(s) && value(s) == 1);
	assert(!sem_close(s) && !sem_close(t) && !sem_close(u) && !sem_unlink("/jobs") && !sem_unlink("jobz"));

	assert(sem_open("/a/b", O_CREAT, 0600, 1) == SEM_FAILED && errno == EINVAL);
	assert(sem_open("/", O_CREAT, 0600, 1) == SEM_FAILED && errno == EINVAL);
	assert(sem_open("/a", O_CREAT, 0600, SEM_VALUE_MAX + 1u) == SEM_FAILED && errno == EINVAL);
	assert(!sem_init(&local, 0, SEM_VALUE_MAX) && sem_close(&local) == -1 && errno == EINVAL);
	assert(sem_post(&local) == -1 && errno == EOVERFLOW && value(&local) == SEM_VALUE_MAX);
	assert(sem_init(&local, 0, SEM_VALUE_MAX + 1u) == -1 && errno == EINVAL);
	return 0;
}
