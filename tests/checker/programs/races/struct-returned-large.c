/* A large struct is returned through a pointer: the function that makes it writes.
 *
 * expect: data-race
 * report: data race on `shared
 */
#include <pthread.h>

struct large {
	long a[5];
};
struct large shared;

__attribute__((noinline)) static struct large make(long k)
{
	return (struct large){{k, k, k, k, k}};
}

static void *writer(void *unused)
{
	shared = make(1);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, writer, NULL);
	shared = make(2);
	pthread_join(t, NULL);
	return 0;
}
