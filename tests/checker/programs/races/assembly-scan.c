/* A search in assembly reads up to what it finds, and no further.
 *
 * expect: data-race
 * report: data race on `shared
 */
#include <pthread.h>

char shared[16] = "abc";
long found;

static void *writer(void *unused)
{
	shared[1] = 0;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, writer, NULL);
	const char *at = shared;
	long n = 16;

	__asm__ volatile("repne scasb" : "+D"(at), "+c"(n) : "a"(0) : "memory", "cc");
	found = at - shared;
	pthread_join(t, NULL);
	return 0;
}
