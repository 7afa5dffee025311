/* A long double in a local variable that another thread knows.
 *
 * expect: data-race
 * report: data race on a local variable
 */
#include <pthread.h>
#include <stdio.h>

volatile int two = 2;

static void *reader(void *at)
{
	printf("%d\n", (int)*(long double *)at);
	return NULL;
}

int main(void)
{
	long double local = 1;
	pthread_t t;

	pthread_create(&t, NULL, reader, &local);
	local = two;
	pthread_join(t, NULL);
	return 0;
}
