/* A semaphore is posted that was destroyed.
 *
 * expect: misuse
 * report: use of a semaphore that was destroyed
 */
#include <pthread.h>
#include <semaphore.h>

static sem_t s;

int main(void)
{
	sem_init(&s, 0, 0);
	sem_destroy(&s);
	return sem_post(&s);
}
