/* A semaphore was used, and then its copy is.
 *
 * expect: misuse
 * report: use of a copy of a semaphore
 */
#include <semaphore.h>
#include <string.h>

static sem_t s, copy;

int main(void)
{
	sem_init(&s, 0, 1);
	sem_wait(&s);
	sem_post(&s);
	memcpy(&copy, &s, sizeof s);
	sem_wait(&copy);
	return 0;
}
