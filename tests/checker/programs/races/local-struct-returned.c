/* A call that returns a struct writes it into a local variable that another thread knows.
 *
 * expect: data-race
 * report: data race on a local variable
 */
#include <pthread.h>
#include <stdio.h>

struct pair {
	long a, b;
};

__attribute__((noinline)) static struct pair make(long k)
{
	return (struct pair){k, k};
}

static void *reader(void *at)
{
	printf("%d\n", (int)((struct pair *)at)->b);
	return NULL;
}

int main(void)
{
	struct pair local = make(1);
	pthread_t t;

	pthread_create(&t, NULL, reader, &local);
	local = make(2);
	pthread_join(t, NULL);
	return 0;
}
