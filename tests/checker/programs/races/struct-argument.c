/* A struct passed by value is read by the caller.
 *
 * expect: data-race
 * report: data race on `shared
 */
#include <pthread.h>

struct large {
	long a[5];
};
struct large shared, *volatile at = &shared;
volatile long seen;

__attribute__((noinline)) static long use(struct large l)
{
	return l.a[1] + l.a[4];
}

static void *writer(void *unused)
{
	shared.a[1] = 1;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, writer, NULL);
	seen = use(*at);
	pthread_join(t, NULL);
	return 0;
}
