/* A builtin that copies reads its source.
 *
 * expect: data-race
 * report: data race on `shared
 */
#include <pthread.h>

char shared[64], own[64];

static void *writer(void *unused)
{
	shared[1] = 1;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, writer, NULL);
	__builtin_memcpy(own, shared, 40);
	pthread_join(t, NULL);
	return 0;
}
