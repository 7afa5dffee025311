/* Assembly that copies reads and writes memory.
 *
 * expect: data-race
 * report: data race on `shared
 */
#include <pthread.h>

long shared[8];

static void *writer(void *unused)
{
	long *to = shared, n = 8;

	__asm__ volatile("rep stosq" : "+D"(to), "+c"(n) : "a"(1l) : "memory");
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, writer, NULL);
	long *to = shared, n = 8;

	__asm__ volatile("rep stosq" : "+D"(to), "+c"(n) : "a"(2l) : "memory");
	pthread_join(t, NULL);
	return 0;
}
