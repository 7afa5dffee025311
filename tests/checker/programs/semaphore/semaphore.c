/* A post hands over what was written before it; the value counts.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <semaphore.h>

static sem_t s;
static int data;

static void *poster(void *unused)
{
	data = 1;
	sem_post(&s);
	return unused;
}

int main(void)
{
	pthread_t t;
	int value;

	sem_init(&s, 0, 1);
	assert(!sem_trywait(&s));
	assert(sem_trywait(&s) == -1 && errno == EAGAIN);
	pthread_create(&t, NULL, poster, NULL);
	sem_wait(&s);
	assert(data == 1);
	pthread_join(t, NULL);
	assert(!sem_getvalue(&s, &value) && value == 0);
	assert(!sem_destroy(&s));
	assert(!sem_init(&s, 0, INT_MAX));
	assert(sem_post(&s) == -1 && errno == EOVERFLOW);
	assert(sem_init(&s, 0, (unsigned)INT_MAX + 1) == -1 && errno == EINVAL);
	return 0;
}
