/* What a builtin becomes late is an access like others.
 *
 * expect: data-race
 * report: data race on `shared
 */
#include <pthread.h>

char shared[64];

static void *writer(void *unused)
{
	__builtin_memset(shared, 1, 40);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, writer, NULL);
	__builtin_memset(shared, 2, 40);
	pthread_join(t, NULL);
	return 0;
}
