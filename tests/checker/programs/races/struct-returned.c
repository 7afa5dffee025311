/* A call that returns a struct writes it where the left side says.
 *
 * expect: data-race
 * report: data race on `shared
 */
#include <pthread.h>

struct pair {
	long a, b;
};
struct pair shared, *volatile at = &shared;

__attribute__((noinline)) static struct pair make(long k)
{
	return (struct pair){k, k};
}

static void *writer(void *unused)
{
	*at = make(1);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, writer, NULL);
	*at = make(2);
	pthread_join(t, NULL);
	return 0;
}
