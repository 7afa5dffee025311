/* A vector of 32 bytes.
 *
 * expect: data-race
 * report: data race on `shared
 */
#include <pthread.h>

typedef int eight __attribute__((vector_size(32)));
eight shared;

static void *writer(void *unused)
{
	shared = (eight){1};
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, writer, NULL);
	shared = (eight){2};
	pthread_join(t, NULL);
	return 0;
}
