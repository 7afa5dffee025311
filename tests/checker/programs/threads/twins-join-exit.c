/* Threads that run the same end with different results. Who waits for one of them ends the process with what it
 * got, and has waited for the other no more.
 *
 * expect: exit-failure
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

static atomic_int tickets;
static pthread_t first, second;

static void *draw(void *unused)
{
	(void)unused;
	return (void *)(intptr_t)atomic_fetch_add(&tickets, 1);
}

static void *leave(void *unused)
{
	void *ticket;

	pthread_join(first, &ticket);
	exit(ticket ? 1 : 0);
	return unused;
}

int main(void)
{
	pthread_t third;

	pthread_create(&first, NULL, draw, NULL);
	pthread_create(&second, NULL, draw, NULL);
	pthread_create(&third, NULL, leave, NULL);
	pthread_join(third, NULL);
	return 0;
}
