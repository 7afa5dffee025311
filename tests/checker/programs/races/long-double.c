/* A long double has ten bytes.
 *
 * expect: data-race
 * report: data race on `shared`
 */
#include <pthread.h>

long double shared;

static void *writer(void *unused)
{
	shared = 1;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, writer, NULL);
	shared = 2;
	pthread_join(t, NULL);
	return 0;
}
