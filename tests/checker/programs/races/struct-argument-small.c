/* The same with one that fits in registers.
 *
 * expect: data-race
 * report: data race on `shared
 */
#include <pthread.h>

struct pair {
	int a, b, c;
};
struct pair shared, *volatile at = &shared;
volatile long seen;

__attribute__((noinline)) static long use(struct pair p)
{
	return p.a + p.c;
}

static void *writer(void *unused)
{
	shared.a = 1;
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
