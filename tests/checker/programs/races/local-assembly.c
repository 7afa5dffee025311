/* Inline assembly on a local variable that another thread knows.
 *
 * expect: data-race
 * report: data race on a local variable
 */
#include <pthread.h>
#include <stdio.h>

static void *reader(void *at)
{
	printf("%d\n", (int)*(long *)at);
	return NULL;
}

int main(void)
{
	long local = 1;
	pthread_t t;

	pthread_create(&t, NULL, reader, &local);
	__asm__ volatile("incq %0" : "+m"(local));
	pthread_join(t, NULL);
	return 0;
}
