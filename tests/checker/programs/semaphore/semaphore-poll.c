/* Loops that try, or look, until a post has come. The first try in vain changes errno: the turn after it is another one.
 *
 * expect: ok 2
 */
#include <pthread.h>
#include <semaphore.h>

static sem_t s, other;

static void *poster(void *unused)
{
	sem_post(&s);
	sem_post(&other);
	return unused;
}

int main(void)
{
	pthread_t t;
	int value;

	sem_init(&s, 0, 0);
	sem_init(&other, 0, 0);
	pthread_create(&t, NULL, poster, NULL);
	while (sem_trywait(&s))
		continue;
	do
		sem_getvalue(&other, &value);
	while (!value);
	pthread_join(t, NULL);
	return 0;
}
