/* A semaphore of 2 lets two in, who are then in each other's way.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <semaphore.h>

static sem_t s;
static int data;

static void *user(void *unused)
{
	sem_wait(&s);
	data++;
	sem_post(&s);
	return unused;
}

int main(void)
{
	pthread_t a, b;

	sem_init(&s, 0, 2);
	pthread_create(&a, NULL, user, NULL);
	pthread_create(&b, NULL, user, NULL);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
	return 0;
}
