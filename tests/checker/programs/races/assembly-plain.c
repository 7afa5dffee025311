/* An addition in assembly without lock is no atomic one.
 *
 * expect: data-race
 * report: data race on `shared`
 */
#include <pthread.h>

long shared;

static void *writer(void *unused)
{
	__asm__ volatile("incq %0" : "+m"(shared));
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, writer, NULL);
	__asm__ volatile("incq %0" : "+m"(shared));
	pthread_join(t, NULL);
	return 0;
}
